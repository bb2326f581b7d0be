using System.IO.Hashing;
using System.Text;

namespace Caching.Redis;

/// <summary>The hash of how a type is written, as it stands in every entry.</summary>
internal sealed class SchemaFingerprint(ICacheSerializer serializer, Type type)
{
    public ulong Value { get; } = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(serializer.DescribeSchema(type)));
}
