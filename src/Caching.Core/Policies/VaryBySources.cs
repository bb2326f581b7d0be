using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles what keys vary by.</summary>
internal static class VaryBySources
{
    /// <summary>Compiles a fluent access; the value's declared type is that before it was boxed.</summary>
    public static VaryBySource From<TContext>(Expression<Func<TContext, object?>> value, string source)
        where TContext : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        var body = value.Body is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } boxing
            ? boxing.Operand
            : value.Body;
        var read = value.Compile();
        var path = PathOf(body, value.Parameters[0]);
        return new()
        {
            ContextType = typeof(TContext),
            ValueType = body.Type,
            Read = instance => read((TContext)instance),
            Name = FriendlyNames.Of(typeof(TContext)) + "." + (path ?? body.ToString()),
            Source = source,
            IsPath = path is not null,
        };
    }

    /// <summary>Compiles the attributes of one declaration; a property that can't be read is a problem.</summary>
    public static IEnumerable<VaryBySource> From(
        IEnumerable<CustomAttributeData> attributes,
        string source,
        ProblemReport report
    ) =>
        attributes
            .Where(data => data.AttributeType == typeof(VaryByAttribute))
            .Select(data => From(new AttributeValues(data), source, report))
            .OfType<VaryBySource>();

    /// <summary>Leaves one of each property; the order, which is the key's, stays.</summary>
    public static IReadOnlyList<VaryBySource> Distinct(IEnumerable<VaryBySource> sources)
    {
        var seen = new HashSet<(Type, string)>();
        return [.. sources.Where(source => !source.IsPath || seen.Add((source.ContextType, source.Name)))];
    }

    private static VaryBySource? From(AttributeValues values, string source, ProblemReport report)
    {
        var (context, name) = (values.Constructor<Type>(0), values.Constructor<string>(1));
        if (context is null || name is null || Property(context, name) is not { } property)
        {
            report.Add(
                $"[VaryBy] ({source}) reads '{name}' of {(context is null ? "null" : FriendlyNames.Of(context))}, which "
                    + "has no public instance property of that name.",
                "Name a property with nameof, such as [VaryBy(typeof(ITenant), nameof(ITenant.Id))]."
            );
            return null;
        }

        var instance = Expression.Parameter(typeof(object));
        var read = Expression.Property(Expression.Convert(instance, property.DeclaringType!), property);
        return new()
        {
            ContextType = context,
            ValueType = property.PropertyType,
            Read = Expression
                .Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), instance)
                .Compile(),
            Name = FriendlyNames.Of(context) + "." + property.Name,
            Source = source,
            IsPath = true,
        };
    }

    private static PropertyInfo? Property(Type context, string name) =>
        context
            .GetInterfaces()
            .Prepend(context)
            .SelectMany(type => type.GetProperties())
            .FirstOrDefault(property =>
                property.Name == name
                && property is { GetMethod: { IsPublic: true, IsStatic: false }, PropertyType.IsByRefLike: false }
                && !property.PropertyType.IsByRef
                && property.GetIndexParameters().Length == 0
            );

    private static string? PathOf(Expression body, ParameterExpression context) =>
        body switch
        {
            MemberExpression { Expression: { } owner } member when owner == context => member.Member.Name,
            MemberExpression { Expression: { } owner } member when PathOf(owner, context) is { } path => path
                + "."
                + member.Member.Name,
            _ => null,
        };
}
