using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles the comparers of types that are written by their fields.</summary>
internal static class FieldsComparers
{
    /// <summary>
    /// Makes the comparer of a type's encoder; <see langword="null"/> where values may change after the call or have a field
    /// that is told apart by text only.
    /// </summary>
    public static BitComparer? Create(ArgumentEncoder encoder)
    {
        var (type, made) = (encoder.Type, encoder.GetType());
        if (!made.IsGenericType || made.GetGenericTypeDefinition() is not { } kind)
        {
            return null;
        }

        // What is boxed is the call's own copy; an object is the caller's.
        var fields =
            kind == typeof(StructEncoder<>) || kind == typeof(RecordEncoder<>) ? FieldsEncoders.AllFields(type) : [];
        return
            fields.Count > 0
            && fields.TrueForAll(field => (type.IsValueType || field.IsInitOnly) && Of(field) is not null)
            ? (BitComparer)
                Activator.CreateInstance(
                    typeof(FieldsComparer<>).MakeGenericType(type),
                    Same(type, fields).Compile(),
                    Hash(type, fields).Compile()
                )!
            : null;
    }

    private static BitComparer? Of(FieldInfo field) => BitComparer.For(field.FieldType);

    private static LambdaExpression Same(Type type, List<FieldInfo> fields)
    {
        var (a, b) = (Expression.Parameter(type, "a"), Expression.Parameter(type, "b"));
        var all = fields
            .Select(field => Same(Of(field)!, Expression.Field(a, field), Expression.Field(b, field)))
            .Aggregate(Expression.AndAlso);
        return Expression.Lambda(typeof(Func<,,>).MakeGenericType(type, type, typeof(bool)), all, a, b);
    }

    private static Expression Same(BitComparer comparer, MemberExpression a, MemberExpression b)
    {
        if (Nullable.GetUnderlyingType(a.Type) is null)
        {
            return Call(comparer, "Same", a, b);
        }

        var (hasA, hasB) = (HasValue(a), HasValue(b));
        return Expression.AndAlso(
            Expression.Equal(hasA, hasB),
            Expression.OrElse(Expression.Not(hasA), Call(comparer, "Same", Given(a), Given(b)))
        );
    }

    private static LambdaExpression Hash(Type type, List<FieldInfo> fields)
    {
        var value = Expression.Parameter(type, "value");
        var all = fields
            .Select(field => Hash(Of(field)!, Expression.Field(value, field)))
            .Aggregate((one, next) => Expression.Add(Expression.Multiply(one, Expression.Constant(31)), next));
        return Expression.Lambda(typeof(Func<,>).MakeGenericType(type, typeof(int)), all, value);
    }

    private static Expression Hash(BitComparer comparer, MemberExpression value) =>
        Nullable.GetUnderlyingType(value.Type) is null
            ? Call(comparer, "Hash", value)
            : Expression.Condition(HasValue(value), Call(comparer, "Hash", Given(value)), Expression.Constant(0));

    private static MethodCallExpression Call(BitComparer comparer, string method, params Expression[] arguments) =>
        Expression.Call(comparer.Bits!, method, null, arguments);

    private static MemberExpression HasValue(Expression nullable) =>
        Expression.Property(nullable, nameof(Nullable<int>.HasValue));

    private static MethodCallExpression Given(Expression nullable) =>
        Expression.Call(nullable, nameof(Nullable<int>.GetValueOrDefault), null);
}
