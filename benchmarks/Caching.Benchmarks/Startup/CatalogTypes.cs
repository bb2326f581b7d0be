namespace Caching.Benchmarks.Startup;

/// <summary>Closes the catalogue over pairs of types, until there are enough services.</summary>
internal static class CatalogTypes
{
    private static readonly Type[] Models =
    [
        typeof(string),
        typeof(object),
        typeof(Uri),
        typeof(Version),
        typeof(Random),
        typeof(Exception),
        typeof(Attribute),
        typeof(Array),
        typeof(Delegate),
        typeof(Type),
        typeof(Stream),
        typeof(Task),
        typeof(Thread),
        typeof(Timer),
        typeof(HttpClient),
        typeof(TextReader),
        typeof(TextWriter),
        typeof(Lazy<object>),
        typeof(List<object>),
        typeof(Queue<object>),
        typeof(Stack<object>),
        typeof(HashSet<object>),
        typeof(Tuple<object>),
    ];

    public static IEnumerable<(Type Service, Type Implementation)> All(int count) =>
        (
            from model in Models
            from store in Models
            select (typeof(ICatalog<,>).MakeGenericType(model, store), typeof(Catalog<,>).MakeGenericType(model, store))
        ).Take(count);
}
