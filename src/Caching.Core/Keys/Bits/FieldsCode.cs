using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles what compares types that are written by their fields.</summary>
internal static class FieldsCode
{
    /// <summary>Whether values of an encoder's type can be compared so: they can't change after the call, and each field has bits.</summary>
    public static bool CanCompare(ArgumentEncoder encoder)
    {
        var (type, made) = (encoder.Type, encoder.GetType());
        if (!made.IsGenericType || made.GetGenericTypeDefinition() is not { } kind)
        {
            return false;
        }

        // A struct is the call's own copy; an object is the caller's.
        var fields =
            kind == typeof(StructEncoder<>) || kind == typeof(RecordEncoder<>) ? FieldsEncoders.AllFields(type) : [];
        return fields.Count > 0
            && fields.TrueForAll(field =>
                (type.IsValueType || field.IsInitOnly) && BitTypes.Of(field.FieldType) is not null
            );
    }

    public static Func<T, T, bool> Same<T>()
    {
        var (a, b) = (Expression.Parameter(typeof(T), "a"), Expression.Parameter(typeof(T), "b"));
        var all = FieldsEncoders
            .AllFields(typeof(T))
            .Select(Expression (field) => Expression.Call(Bits(a, field), "Same", null, Bits(b, field)))
            .Aggregate(Expression.AndAlso);
        return Expression.Lambda<Func<T, T, bool>>(all, a, b).Compile();
    }

    public static Func<T, ulong> Hash<T>()
    {
        var value = Expression.Parameter(typeof(T), "value");
        var all = FieldsEncoders
            .AllFields(typeof(T))
            .Select(Expression (field) => Expression.Call(Bits(value, field), "Hash", null))
            .Aggregate(
                (Expression)Expression.Constant(0UL),
                (one, next) => Expression.Call(typeof(FxHash), nameof(FxHash.Add), null, one, next)
            );
        return Expression.Lambda<Func<T, ulong>>(all, value).Compile();
    }

    private static NewExpression Bits(Expression owner, FieldInfo field) =>
        Expression.New(
            BitTypes.Of(field.FieldType)!.GetConstructor([field.FieldType])!,
            Expression.Field(owner, field)
        );
}
