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
        new IntegerEncoder<BigInteger>(isBitComparable: false),
        new FloatEncoder<Half, ushort>(isBitComparable: true),
        new FloatEncoder<float, uint>(isBitComparable: true),
        new FloatEncoder<double, ulong>(isBitComparable: true),
        new DecimalEncoder(),
        new FormattedEncoder<Guid>("D", isBitComparable: true),
        new DateTimeEncoder(),
        new FormattedEncoder<DateTimeOffset>("O", isBitComparable: true),
        new FormattedEncoder<DateOnly>("O", isBitComparable: true),
        new FormattedEncoder<TimeOnly>("O", isBitComparable: true),
        new FormattedEncoder<TimeSpan>("c", isBitComparable: true),
        new UriEncoder(),
        new TextEncoder<Version>(static version => version.ToString()),
        new TextEncoder<CultureInfo>(static culture => culture.ToString()),
        new BytesEncoder<byte[]?>(static bytes => bytes),
        new BytesEncoder<ReadOnlyMemory<byte>>(static bytes => bytes.Span),
        new BytesEncoder<Memory<byte>>(static bytes => bytes.Span),
    }.ToDictionary(encoder => encoder.Type);
}
