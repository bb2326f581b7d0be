using System.Buffers;

namespace Caching.Redis;

/// <summary>Takes a payload in memory from the pool, and stops when it gets too large.</summary>
internal sealed class PooledBufferWriter : IBufferWriter<byte>
{
    private const int InitialLength = 1024;

    [ThreadStatic]
    private static PooledBufferWriter? _spare;

    private byte[] _buffer = [];

    private int _written;

    private int _limit;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    /// <summary>Gets the thread's spare writer, or a new one where a serializer calls the cache in turn.</summary>
    public static PooledBufferWriter Rent(int limit)
    {
        var writer = _spare ?? new PooledBufferWriter();
        _spare = null;
        writer._limit = limit;
        writer._buffer = ArrayPool<byte>.Shared.Rent(InitialLength);
        return writer;
    }

    public void Return()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _written = 0;
        _spare = this;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _written);
        _written += count;
        if (_written > _limit)
        {
            throw new PayloadTooLargeException();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = _written + (long)Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var length = Math.Max(needed, Math.Min(2L * _buffer.Length, Array.MaxLength));
        if (length > Array.MaxLength)
        {
            throw new PayloadTooLargeException();
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)length);
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
