using System.Buffers;
using System.Globalization;

namespace Caching;

/// <summary>Writes a key into the caller's buffer, and into a pooled one once that is full.</summary>
/// <remarks>Culture-free. Callers give it a stack buffer under <c>[SkipLocalsInit]</c> and dispose it.</remarks>
internal ref struct KeyWriter
{
    // Deep enough for any real argument, shallow enough that a cyclic one fails long before the stack does.
    private const int MaxDepth = 64;

    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;
    private int _depth;

    public KeyWriter(Span<char> initial)
    {
        _buffer = initial;
    }

    public readonly int Length => _length;

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    public void Append(char c)
    {
        if ((uint)_length < (uint)_buffer.Length)
        {
            _buffer[_length++] = c;
            return;
        }

        Grow(1);
        _buffer[_length++] = c;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    /// <summary>Appends text so that it holds no separator, bracket, glob character, control character or lone surrogate.</summary>
    public void AppendEscaped(scoped ReadOnlySpan<char> text) => KeyEscaping.Append(ref this, text);

    public void AppendFormatted<T>(T value, scoped ReadOnlySpan<char> format = default)
        where T : ISpanFormattable
    {
        int written;
        while (!value.TryFormat(_buffer[_length..], out written, format, CultureInfo.InvariantCulture))
        {
            Grow(_buffer.Length - _length + 1);
        }

        _length += written;
    }

    /// <summary>Marks where an argument begins.</summary>
    /// <returns>What <see cref="EndArgument"/> takes.</returns>
    public readonly int BeginArgument() => _length;

    /// <summary>Replaces the argument that began at <paramref name="start"/> by its hash when it is long.</summary>
    public void EndArgument(int start)
    {
        if (_length - start > ArgumentHash.LongestPlainText)
        {
            Hash(start);
        }
    }

    /// <summary>Goes one level down into a value that is made of others.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw new CacheOperationException(
                $"An argument is nested more than {MaxDepth} levels deep, or contains itself, so it can't be written into"
                    + " a key. Let its type implement ICacheKeyPart, skip the parameter, or write the key with cache-aside.",
                "key"
            );
        }
    }

    public void Leave() => _depth--;

    /// <summary>Forgets what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => _length = length;

    public override readonly string ToString() => Written.ToString();

    public void Dispose()
    {
        var rented = _rented;
        this = default;
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    // Apart, so that the short argument doesn't pay for the buffer.
    private void Hash(int start)
    {
        Span<char> hash = stackalloc char[ArgumentHash.Length];
        ArgumentHash.Write(_buffer[start.._length], hash);
        _length = start;
        Append(hash);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + needed, Math.Max(_buffer.Length * 2, 256)));
        Written.CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }

        _buffer = _rented = larger;
    }
}
