using System.Numerics;

namespace Caching;

internal sealed class IntegerEncoder<T> : ArgumentEncoder<T>
    where T : struct, IBinaryInteger<T>
{
    public override void Write(ref KeyWriter writer, T value) => writer.AppendFormatted(value);

    public override void Write(ref KeyWriter writer, object? value) => writer.AppendFormatted((T)value!);

    public override bool EndsBefore(ReadOnlySpan<char> literal) => IntegerText.EndsBefore(literal);
}
