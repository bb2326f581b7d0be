using System.Buffers;
using MemoryPack;

namespace Caching.Redis.Tests.Wire;

/// <summary>Another serializer, as a user would write it: binary, for types that are marked for it.</summary>
public sealed class MemoryPackCacheSerializer : ICacheSerializer
{
    public byte Id => 16;

    public void Serialize<T>(IBufferWriter<byte> output, T value) => MemoryPackSerializer.Serialize(output, value);

    public T? Deserialize<T>(ReadOnlySpan<byte> payload) => MemoryPackSerializer.Deserialize<T>(payload);

    // MemoryPack writes members in their order and without names: positions and types are the shape.
    public string DescribeSchema(Type type) =>
        string.Join(',', type.GetProperties().Select(property => $"{property.PropertyType} {property.Name}"));

    public CachingProblem? Check(Type type) =>
        type.IsDefined(typeof(MemoryPackableAttribute), inherit: false)
            ? null
            : new CachingProblem(type.Name, $"{type.Name} isn't marked.", "Put [MemoryPackable] on it.");
}
