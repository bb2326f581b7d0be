using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching.Core.Tests.Keys;

/// <summary>Decides what is the same argument without knowing anything of keys, and copies arguments.</summary>
internal static class Oracle
{
    public static bool Same(object? a, object? b) =>
        (a, b) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
            (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
            (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
            (decimal x, decimal y) => decimal.GetBits(x).SequenceEqual(decimal.GetBits(y)),
            (DateTime x, DateTime y) => x.Ticks == y.Ticks && x.Kind == y.Kind,
            (DateTimeOffset x, DateTimeOffset y) => x.Ticks == y.Ticks && x.Offset == y.Offset,
            (Uri x, Uri y) => x.OriginalString == y.OriginalString && x.IsAbsoluteUri == y.IsAbsoluteUri,
            (Tag x, Tag y) => x.GetType() == y.GetType() && x.Text == y.Text,
            (ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span),
            (IDictionary x, IDictionary y) => x.Count == y.Count
                && x.Keys.Cast<object>().All(key => y.Contains(key) && Same(x[key], y[key])),
            (HashSet<string> x, HashSet<string> y) => x.SetEquals(y),
            (IList x, IList y) => x.Count == y.Count
                && x.Cast<object?>().Zip(y.Cast<object?>()).All(p => Same(p.First, p.Second)),
            (ITuple x, ITuple y) => x.Length == y.Length && Enumerable.Range(0, x.Length).All(i => Same(x[i], y[i])),
            _ when a.GetType() != b.GetType() => false,
            _ when a.GetType().Assembly == typeof(Oracle).Assembly && !a.GetType().IsEnum => SameMembers(a, b),
            _ => a.Equals(b),
        };

    /// <summary>Makes an equal value that shares no reference with the first and was filled in another order.</summary>
    public static object? Copy(object? value) =>
        value switch
        {
            string text => new string(text.AsSpan()),
            HashSet<string> set => new HashSet<string>(set.Reverse()),
            Dictionary<string, string?> map => new Dictionary<string, string?>(map.Reverse()),
            Dictionary<string, IReadOnlyList<string?>?> map => map.Reverse()
                .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string?>?)pair.Value?.ToList()),
            string?[] array => array.Select(item => (string?)Copy(item)).ToArray(),
            List<string?> list => list.ToArray(),
            Dog dog => dog with { },
            Cat cat => cat with { },
            Tree tree => tree with { Children = tree.Children?.Select(child => (Tree)Copy(child)!).ToArray() },
            Uri uri => new Uri(uri.OriginalString, uri.IsAbsoluteUri ? UriKind.Absolute : UriKind.Relative),
            _ => value,
        };

    private static bool SameMembers(object a, object b) =>
        a.GetType()
            .GetMembers(BindingFlags.Instance | BindingFlags.Public)
            .All(member =>
                member switch
                {
                    PropertyInfo { Name: not "EqualityContract" } property => Same(
                        property.GetValue(a),
                        property.GetValue(b)
                    ),
                    FieldInfo field => Same(field.GetValue(a), field.GetValue(b)),
                    _ => true,
                }
            );
}
