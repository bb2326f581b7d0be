using System.Buffers;
using System.Buffers.Text;

namespace Caching;

/// <summary>Writes bytes as base64url.</summary>
internal sealed class BytesEncoder<T>(SpanOf<T, byte> bytes) : ArgumentEncoder<T>
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        var source = bytes(value);
        var text = ArrayPool<char>.Shared.Rent(Base64Url.GetEncodedLength(source.Length));
        writer.Append(text.AsSpan(0, Base64Url.EncodeToChars(source, text)));
        ArrayPool<char>.Shared.Return(text);
    }
}
