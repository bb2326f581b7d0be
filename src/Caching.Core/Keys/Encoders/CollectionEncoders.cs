using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Caching;

/// <summary>Builds the encoders of collections that can be read twice without side effects.</summary>
internal static class CollectionEncoders
{
    private static readonly HashSet<Type> Sequences =
    [
        typeof(IList<>),
        typeof(IReadOnlyList<>),
        typeof(ICollection<>),
        typeof(IReadOnlyCollection<>),
        typeof(List<>),
        typeof(Collection<>),
        typeof(ReadOnlyCollection<>),
        typeof(ImmutableList<>),
        typeof(IImmutableList<>),
    ];

    private static readonly HashSet<Type> Sets =
    [
        typeof(ISet<>),
        typeof(IReadOnlySet<>),
        typeof(HashSet<>),
        typeof(SortedSet<>),
        typeof(IImmutableSet<>),
        typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedSet<>),
        typeof(FrozenSet<>),
    ];

    private static readonly HashSet<Type> Dictionaries =
    [
        typeof(IDictionary<,>),
        typeof(IReadOnlyDictionary<,>),
        typeof(Dictionary<,>),
        typeof(SortedDictionary<,>),
        typeof(ConcurrentDictionary<,>),
        typeof(ReadOnlyDictionary<,>),
        typeof(IImmutableDictionary<,>),
        typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>),
        typeof(FrozenDictionary<,>),
    ];

    private static readonly HashSet<Type> Memories =
    [
        typeof(Memory<>),
        typeof(ReadOnlyMemory<>),
        typeof(ArraySegment<>),
        typeof(ImmutableArray<>),
    ];

    public static bool Knows(Type type) =>
        type.IsSZArray
        || (
            type.IsGenericType
            && type.GetGenericTypeDefinition() is var definition
            && (
                Sequences.Contains(definition)
                || Sets.Contains(definition)
                || Dictionaries.Contains(definition)
                || Memories.Contains(definition)
            )
        );

    public static ArgumentEncoder? Create(Type type, EncoderFactory factory, out string reason)
    {
        var arguments = type.IsSZArray ? [type.GetElementType()!] : type.GetGenericArguments();
        var elements = new List<object>();
        foreach (var argument in arguments)
        {
            if (factory.Find(argument, out reason) is not { } element)
            {
                reason = $"its elements of type {MethodSignature.TypeName(argument)} can't be: {reason}";
                return null;
            }

            elements.Add(element);
        }

        reason = "";
        if (type.IsSZArray)
        {
            return EncoderFactory.New(typeof(SequenceEncoder<,>), [type, .. arguments], [.. elements]);
        }

        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(ImmutableArray<>)
                ? EncoderFactory.New(typeof(ImmutableArrayEncoder<>), arguments, [.. elements])
            : Memories.Contains(definition)
                ? EncoderFactory.New(
                    typeof(SpanEncoder<,>),
                    [type, .. arguments],
                    [.. elements, SpanGetter(type, arguments[0])]
                )
            : EncoderFactory.New(Kind(definition), [type, .. arguments], [.. elements]);
    }

    private static Type Kind(Type definition) =>
        Sequences.Contains(definition) ? typeof(SequenceEncoder<,>)
        : Sets.Contains(definition) ? typeof(SetEncoder<,>)
        : typeof(DictionaryEncoder<,,>);

    private static object SpanGetter(Type type, Type element) =>
        typeof(Spans)
            .GetMethod("Of" + type.Name[..type.Name.IndexOf('`')])!
            .MakeGenericMethod(element)
            .CreateDelegate(typeof(SpanOf<,>).MakeGenericType(type, element));
}
