using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <inheritdoc cref="FieldWriter{TOwner}"/>
internal sealed class FieldWriter<TOwner, TField>(string lead, FieldInfo field, ArgumentEncoder<TField> encoder)
    : FieldWriter<TOwner>(lead)
{
    private readonly Func<TOwner, TField> _read = Compile(field);

    public override void Write(ref KeyWriter writer, TOwner owner) => Elements.Write(ref writer, encoder, _read(owner));

    private static Func<TOwner, TField> Compile(FieldInfo field)
    {
        var owner = Expression.Parameter(typeof(TOwner));
        return Expression.Lambda<Func<TOwner, TField>>(Expression.Field(owner, field), owner).Compile();
    }
}
