namespace Caching;

internal sealed class UriEncoder : ArgumentEncoder<Uri?>
{
    public override void Write(ref KeyWriter writer, Uri? value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        // "/a" is an absolute path of a file or a relative reference, depending on how it was read.
        if (!value.IsAbsoluteUri)
        {
            writer.Append(KeyText.Mark);
        }

        writer.AppendEscaped(value.OriginalString);
    }
}
