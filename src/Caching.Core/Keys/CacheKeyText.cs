using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>A key or tag written as an interpolated string, such as <c>$"rate:{currency}"</c>.</summary>
/// <remarks>
/// Every hole is encoded like an argument: culture-free, escaped, hashed when long, and <see langword="null"/> apart from
/// the empty string. Two holes that nothing tells apart get a comma between them. A hole takes no format and no
/// alignment. Writing allocates nothing once a thread has its buffer. An instance belongs to one caller on one thread and
/// is used up by whoever takes it, such as a <see cref="KeySelector{T1}"/>'s policy or
/// <see cref="CacheKeys.Format(CacheKeyText)"/>.
/// </remarks>
[InterpolatedStringHandler]
public ref struct CacheKeyText
{
    private const int BufferLength = 512;

    [ThreadStatic]
    private static char[]? t_buffer;

    private readonly char[]? _buffer;
    private KeyWriter _writer;
    private ArgumentEncoder? _last;
    private bool _isApart;

    /// <summary>Starts a text; the compiler calls this.</summary>
    /// <param name="literalLength">How many characters stand outside of holes.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public CacheKeyText(int literalLength, int formattedCount)
    {
        // Taken, not shared: a hole may itself write a text on this thread.
        _buffer = t_buffer ?? new char[Math.Max(BufferLength, literalLength + (formattedCount * 2))];
        t_buffer = null;
        _writer = new KeyWriter(_buffer);
    }

    internal readonly ReadOnlySpan<char> Written => _writer.Written;

    /// <summary>Appends text as it is.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value)
    {
        if (_last is not null && !_isApart)
        {
            _isApart = !HoleSeparator.IsNeeded(_last, value);
        }

        _writer.Append(value);
    }

    /// <summary>Appends a value, encoded by its declared type.</summary>
    /// <typeparam name="T">The declared type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="CacheOperationException">Thrown when values of the type can't be written into a key.</exception>
    public void AppendFormatted<T>(T value)
    {
        var encoder = ArgumentEncoders.For<T>();
        if (_last is not null && !_isApart)
        {
            _writer.Append(KeyText.Separator);
        }

        _last = encoder;
        _isApart = false;
        var start = _writer.BeginArgument();
        encoder.Write(ref _writer, value);
        _writer.EndArgument(start);
    }

    /// <summary>Returns what was written so far.</summary>
    /// <returns>The text.</returns>
    public override readonly string ToString() => _writer.ToString();

    /// <summary>Gives the buffers back; the text is gone then.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        if (_buffer is not null)
        {
            t_buffer = _buffer;
        }

        this = default;
    }
}
