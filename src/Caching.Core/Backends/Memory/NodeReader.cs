using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Reads the nodes of a concurrent dictionary in any order; its own enumerator waits for each before it asks for the next.</summary>
/// <remarks>
/// The runtime keeps them to itself, so they are reached by name, in compiled code. Key, hash and value, here an entry's
/// place in the queues, never change once a node is to be seen.
/// </remarks>
internal sealed class NodeReader
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly Lazy<NodeReader?> Compiled = new(TryCompile);

    private readonly Func<ConcurrentDictionary<string, Entry>, Array> _buckets;
    private readonly Func<Array, int, object?> _first;
    private readonly Func<object, object?> _next;
    private readonly Func<object, string> _key;
    private readonly Func<object, Entry> _value;
    private readonly Func<object, int> _hash;

    private NodeReader()
    {
        var tables = Field(typeof(ConcurrentDictionary<string, Entry>), "_tables");
        var buckets = Field(tables.FieldType, "_buckets");
        var first = Field(buckets.FieldType.GetElementType()!, "_node");
        var (array, index) = (Expression.Parameter(typeof(Array)), Expression.Parameter(typeof(int)));
        var bucket = Expression.ArrayIndex(Expression.Convert(array, buckets.FieldType), index);

        _buckets = Compile<ConcurrentDictionary<string, Entry>, Array>(tables, buckets);
        _first = Expression.Lambda<Func<Array, int, object?>>(Expression.Field(bucket, first), array, index).Compile();
        _next = Compile<object, object?>(Field(first.FieldType, "_next"));
        _key = Compile<object, string>(Field(first.FieldType, "_key"));
        _hash = Compile<object, int>(Field(first.FieldType, "_hashcode"));
        _value = Compile<object, Entry>(Field(first.FieldType, "_value"));
    }

    /// <summary>Gets the reader; <see langword="null"/> when this runtime's dictionary is made of other parts.</summary>
    public static NodeReader? Instance => Compiled.Value;

    /// <summary>The heads of the chains, as they are now: a dictionary that grows makes new ones and leaves these as they are.</summary>
    public Array Buckets(ConcurrentDictionary<string, Entry> dictionary) => _buckets(dictionary);

    public object? First(Array buckets, int bucket) => _first(buckets, bucket);

    public object? Next(object node) => _next(node);

    public int Hash(object node) => _hash(node);

    public string Key(object node) => _key(node);

    public Entry Value(object node) => _value(node);

    private static NodeReader? TryCompile()
    {
        try
        {
            return new();
        }
        catch (Exception other) when (other is MissingFieldException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static FieldInfo Field(Type type, string name) =>
        type.GetField(name, Hidden | BindingFlags.Public) ?? throw new MissingFieldException(type.Name, name);

    private static Func<TOwner, TResult> Compile<TOwner, TResult>(params FieldInfo[] path)
    {
        var owner = Expression.Parameter(typeof(TOwner));

        // A cast would look at what the node is, once for each of its fields.
        Expression start = Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [path[0].DeclaringType!], owner);
        var end = path.Aggregate(start, Expression.Field);
        return Expression.Lambda<Func<TOwner, TResult>>(Expression.Convert(end, typeof(TResult)), owner).Compile();
    }
}
