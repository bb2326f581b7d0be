using System.Buffers;

namespace Caching;

/// <summary>Turns values into bytes and back, for backends outside of this process.</summary>
/// <remarks>
/// Implementations are thread-safe. They write by the declared type and put no names of types on the wire. What they
/// throw while reading is a miss, never the caller's exception.
/// </remarks>
public interface ICacheSerializer
{
    /// <summary>Gets the number that stands for this format on the wire; 0 to 15 are this library's own.</summary>
    byte Id { get; }

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="output">Where to write.</param>
    /// <param name="value">The value; may be <see langword="null"/>.</param>
    void Serialize<T>(IBufferWriter<byte> output, T value);

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="payload">What <see cref="Serialize{T}"/> wrote, all of it.</param>
    /// <returns>The value; may be <see langword="null"/>.</returns>
    T? Deserialize<T>(ReadOnlySpan<byte> payload);

    /// <summary>Describes how values of a type are written, members and all.</summary>
    /// <param name="type">The declared type.</param>
    /// <returns>
    /// A text that changes whenever entries written before can't be read as they were meant any more: its hash stands
    /// in every entry.
    /// </returns>
    string DescribeSchema(Type type);

    /// <summary>Tells why values of a type can't be written and read back whole.</summary>
    /// <param name="type">The declared type.</param>
    /// <returns>What is wrong, and the way out; <see langword="null"/> when nothing is.</returns>
    CachingProblem? Check(Type type);
}
