using System.Numerics;

namespace Caching;

/// <summary>Hashes word by word: multiply and rotate, as Firefox and rustc do (FxHash). Most even in its upper bits.</summary>
/// <remarks>One word is Fibonacci hashing, as Knuth describes it: consecutive numbers are spread.</remarks>
internal static class FxHash
{
    public static ulong Add(ulong hash, ulong word) => (BitOperations.RotateLeft(hash, 5) ^ word) * 0x9E3779B97F4A7C15;

    /// <inheritdoc cref="Add(ulong, ulong)"/>
    public static ulong Add(ulong hash, int word) => Add(hash, (uint)word);
}
