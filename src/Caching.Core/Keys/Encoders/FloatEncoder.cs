using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Writes floating-point numbers by the shortest text that reads back to the same bits.</summary>
/// <remarks>Negative zero has its sign; there are many NaNs, so they carry their bits.</remarks>
internal sealed class FloatEncoder<T, TBits> : ArgumentEncoder<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
    where TBits : struct, IBinaryInteger<TBits>
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (!T.IsNaN(value))
        {
            writer.AppendFormatted(value);
            return;
        }

        writer.Append("NaN(");
        writer.AppendFormatted(Unsafe.BitCast<T, TBits>(value), "X");
        writer.Append(')');
    }
}
