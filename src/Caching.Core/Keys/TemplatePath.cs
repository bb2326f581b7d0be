using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles the way from an argument or the result to the member that a hole writes.</summary>
internal static class TemplatePath
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;

    public static TemplateHole? Compile(int position, Type root, ReadOnlySpan<string> path, out string? reason)
    {
        if (path.IsEmpty)
        {
            return ArgumentEncoders.TryGet(root, out var direct, out reason) ? new DirectHole(position, direct) : null;
        }

        var parameter = Expression.Parameter(typeof(object), "root");
        var guards = new List<Func<Expression, Expression>>();
        if (Walk(Expression.Convert(parameter, root), path, guards, out reason) is not { } value)
        {
            return null;
        }

        var type = guards.Count > 0 ? OrNull(value.Type) : value.Type;
        if (!ArgumentEncoders.TryGet(type, out var encoder, out reason))
        {
            return null;
        }

        return Create(position, encoder, parameter, guards, value);
    }

    /// <summary>Makes the access to the value itself, which is null where something on the way is.</summary>
    public static Expression? Value(Expression boxed, Type root, ReadOnlySpan<string> path, out string? reason)
    {
        var guards = new List<Func<Expression, Expression>>();
        if (Walk(Expression.Convert(boxed, root), path, guards, out reason) is not { } value)
        {
            return null;
        }

        var type = guards.Count > 0 ? OrNull(value.Type) : value.Type;
        return Guarded(value.Type == type ? value : Expression.Convert(value, type), guards);
    }

    private static Expression? Walk(
        Expression value,
        ReadOnlySpan<string> path,
        List<Func<Expression, Expression>> guards,
        out string? reason
    )
    {
        reason = null;
        foreach (var name in path)
        {
            if (Follow(value, name, guards) is not { } next)
            {
                reason = $"{MethodSignature.TypeName(value.Type)} has no public property or field '{name}'";
                return null;
            }

            value = next;
        }

        return value;
    }

    private static Expression Guarded(Expression body, List<Func<Expression, Expression>> guards)
    {
        for (var index = guards.Count - 1; index >= 0; index--)
        {
            body = guards[index](body);
        }

        return body;
    }

    // Each guard wraps the rest of the way: a null on it ends it there.
    private static MemberExpression? Follow(Expression value, string name, List<Func<Expression, Expression>> guards)
    {
        var owner =
            Nullable.GetUnderlyingType(value.Type) is { } given && Find(value.Type, name) is null ? given : value.Type;
        if (Find(owner, name) is not { } member)
        {
            return null;
        }

        if (!owner.IsValueType || owner != value.Type)
        {
            var step = Expression.Variable(value.Type, name);
            var before = value;
            guards.Add(rest =>
                Expression.Block(
                    [step],
                    Expression.Assign(step, before),
                    Expression.Condition(IsNull(step), Expression.Default(rest.Type), rest)
                )
            );
            value = owner == value.Type ? step : Expression.Property(step, "Value");
        }

        return Expression.MakeMemberAccess(value, member);
    }

    // Not by ==, which the type may define in its own way, or not at all.
    private static Expression IsNull(Expression value) =>
        value.Type.IsValueType
            ? Expression.Not(Expression.Property(value, "HasValue"))
            : Expression.ReferenceEqual(value, Expression.Constant(null));

    private static MemberInfo? Find(Type type, string name) =>
        (MemberInfo?)type.GetProperties(Members).FirstOrDefault(property => Reads(property, name))
        ?? (MemberInfo?)type.GetField(name, Members)
        ?? (
            type.IsInterface
                ? type.GetInterfaces()
                    .Select(inherited => Find(inherited, name))
                    .FirstOrDefault(member => member is not null)
                : null
        );

    private static bool Reads(PropertyInfo property, string name) =>
        property.Name == name && property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0;

    private static Type OrNull(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    private static TemplateHole Create(
        int position,
        ArgumentEncoder encoder,
        ParameterExpression parameter,
        List<Func<Expression, Expression>> guards,
        Expression value
    )
    {
        var body = Guarded(value.Type == encoder.Type ? value : Expression.Convert(value, encoder.Type), guards);

        var read = Expression
            .Lambda(typeof(Func<,>).MakeGenericType(typeof(object), encoder.Type), body, parameter)
            .Compile();
        return (TemplateHole)
            Activator.CreateInstance(typeof(PathHole<>).MakeGenericType(encoder.Type), position, encoder, read)!;
    }
}
