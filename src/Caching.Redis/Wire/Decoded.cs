namespace Caching.Redis;

/// <summary>What became of bytes that were to be read; all but <see cref="Ok"/> are a miss.</summary>
internal enum Decoded
{
    /// <summary>Not an entry: another program's value.</summary>
    Foreign = 0,

    /// <summary>The value was read.</summary>
    Ok = 1,

    /// <summary>A raw integer, as increments leave it, where another type was asked for.</summary>
    Counter = 2,

    /// <summary>Bytes are missing or changed, or the entry belongs to another key.</summary>
    Damaged = 3,

    /// <summary>Whole, but in a format or compression that this process doesn't know.</summary>
    OtherVersion = 4,

    /// <summary>Whole, but written by another serializer or for another shape of the type.</summary>
    OtherSchema = 5,

    /// <summary>Whole, but the decompressor or the serializer failed.</summary>
    Unreadable = 6,

    /// <summary>Larger than a payload may be.</summary>
    TooLarge = 7,

    /// <summary>The value was read, but its time to live is over: it is the last value and no more.</summary>
    Stale = 8,
}
