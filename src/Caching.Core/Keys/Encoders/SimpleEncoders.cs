using System.Globalization;
using System.Numerics;

namespace Caching;

/// <summary>The encoders of the framework's own values.</summary>
internal static class SimpleEncoders
{
    public static readonly IReadOnlyDictionary<Type, ArgumentEncoder> All = new ArgumentEncoder[]
    {
        new StringEncoder(),
        new CharEncoder(),
        new BooleanEncoder(),
        new IntegerEncoder<sbyte>(),
        new IntegerEncoder<byte>(),
        new IntegerEncoder<short>(),
        new IntegerEncoder<ushort>(),
        new IntegerEncoder<int>(),
        new IntegerEncoder<uint>(),
        new IntegerEncoder<long>(),
        new IntegerEncoder<ulong>(),
        new IntegerEncoder<nint>(),
        new IntegerEncoder<nuint>(),
        new IntegerEncoder<Int128>(),
        new IntegerEncoder<UInt128>(),
        new IntegerEncoder<BigInteger>(),
        new FloatEncoder<Half, ushort>(),
        new FloatEncoder<float, uint>(),
        new FloatEncoder<double, ulong>(),
        new DecimalEncoder(),
        new FormattedEncoder<Guid>("D"),
        new DateTimeEncoder(),
        new FormattedEncoder<DateTimeOffset>("O"),
        new FormattedEncoder<DateOnly>("O"),
        new FormattedEncoder<TimeOnly>("O"),
        new FormattedEncoder<TimeSpan>("c"),
        new UriEncoder(),
        new TextEncoder<Version>(static version => version.ToString()),
        new TextEncoder<CultureInfo>(static culture => culture.ToString()),
        new BytesEncoder<byte[]?>(static bytes => bytes),
        new BytesEncoder<ReadOnlyMemory<byte>>(static bytes => bytes.Span),
        new BytesEncoder<Memory<byte>>(static bytes => bytes.Span),
    }.ToDictionary(encoder => encoder.Type);
}
