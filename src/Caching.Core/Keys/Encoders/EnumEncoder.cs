using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Writes an enum as its number: names may be shared, renamed or missing.</summary>
internal sealed class EnumEncoder<TEnum, TNumber> : ArgumentEncoder<TEnum>
    where TEnum : struct, Enum
    where TNumber : struct, IBinaryInteger<TNumber>
{
    public override void Write(ref KeyWriter writer, TEnum value) =>
        writer.AppendFormatted(Unsafe.BitCast<TEnum, TNumber>(value));

    public override bool EndsBefore(ReadOnlySpan<char> literal) => IntegerText.EndsBefore(literal);
}
