using Microsoft.Extensions.Time.Testing;

namespace Caching.Redis.Tests.Wire;

/// <summary>Codecs and entries that the tests of the wire share.</summary>
internal static class Samples
{
    public const string Key = "shop:cached:ICatalog.Find@Catalog:1";

    public const int MaxPayload = 100_000;

    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero);

    public static readonly Money Money = new(12.50m, "EUR");

    public static readonly string LongText = string.Concat(Enumerable.Range(0, 400).Select(n => $"word {n % 17} "));

    public static EntryCodec Codec(
        CacheCompression? compression = null,
        int maxPayload = MaxPayload,
        ICacheSerializer? serializer = null
    ) => new(serializer ?? new JsonCacheSerializer(), compression, maxPayload, new FakeTimeProvider(Now));

    public static Decoded Decode<T>(this EntryCodec codec, byte[] bytes, out T? value) =>
        codec.Decode(Key, bytes, out value);

    /// <summary>An entry with its header changed and its hash right again, as only a writer could make it.</summary>
    public static byte[] Forge(byte[] entry, Func<EntryHeader, EntryHeader> change, byte[]? payload = null)
    {
        EntryEnvelope.Open(Key, entry, out var header);
        payload ??= entry[EntryEnvelope.HeaderLength..];
        byte[] forged = [.. new byte[EntryEnvelope.HeaderLength], .. payload];
        EntryEnvelope.Seal(Key, change(header), forged);
        return forged;
    }
}
