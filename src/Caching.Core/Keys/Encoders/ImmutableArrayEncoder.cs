using System.Collections.Immutable;

namespace Caching;

internal sealed class ImmutableArrayEncoder<T>(ArgumentEncoder<T> encoder) : ArgumentEncoder<ImmutableArray<T>>
{
    public override void Write(ref KeyWriter writer, ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            // Neither empty nor, in a nullable, null.
            writer.Append(KeyText.Mark);
        }
        else
        {
            Elements.WriteAll(ref writer, encoder, value.AsSpan());
        }
    }
}
