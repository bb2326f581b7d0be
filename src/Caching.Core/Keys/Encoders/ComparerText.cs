using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Caching;

/// <summary>Writes how a hashed collection compares, where that isn't the default: the same elements then mean something else.</summary>
internal static class ComparerText
{
    public static void OfSet<T>(ref KeyWriter writer, object set) =>
        Write(
            ref writer,
            set switch
            {
                HashSet<T> hashed => hashed.Comparer,
                FrozenSet<T> frozen => frozen.Comparer,
                ImmutableHashSet<T> immutable => immutable.KeyComparer,
                _ => null,
            }
        );

    public static void OfDictionary<TKey, TValue>(ref KeyWriter writer, object dictionary)
        where TKey : notnull =>
        Write(
            ref writer,
            dictionary switch
            {
                Dictionary<TKey, TValue> hashed => hashed.Comparer,
                ConcurrentDictionary<TKey, TValue> concurrent => concurrent.Comparer,
                FrozenDictionary<TKey, TValue> frozen => frozen.Comparer,
                ImmutableDictionary<TKey, TValue> immutable => immutable.KeyComparer,
                _ => null,
            }
        );

    private static void Write<T>(ref KeyWriter writer, IEqualityComparer<T>? comparer)
    {
        if (comparer is null || comparer.Equals(EqualityComparer<T>.Default))
        {
            return;
        }

        var name = comparer is IEqualityComparer<string?> texts
            ? NameOf(texts)
            : MethodSignature.TypeName(comparer.GetType());
        if (name.Length > 0)
        {
            writer.Append(KeyText.Mark);
            writer.AppendEscaped(name);
        }
    }

    private static string NameOf(IEqualityComparer<string?> comparer) =>
        StringComparer.IsWellKnownOrdinalComparer(comparer, out var ignoresCase)
            ? ignoresCase
                ? "ignoreCase"
                : ""
            : StringComparer.IsWellKnownCultureAwareComparer(comparer, out var culture, out var options)
                ? $"{culture.Name} {options}"
                : MethodSignature.TypeName(comparer.GetType());
}
