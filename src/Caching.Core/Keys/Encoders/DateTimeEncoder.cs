namespace Caching;

/// <summary>Writes the ticks and the kind: <c>Z</c> is UTC, <c>L</c> local, nothing unspecified.</summary>
internal sealed class DateTimeEncoder : ArgumentEncoder<DateTime>
{
    public override void Write(ref KeyWriter writer, DateTime value)
    {
        writer.AppendFormatted(DateTime.SpecifyKind(value, DateTimeKind.Unspecified), "O");
        if (value.Kind != DateTimeKind.Unspecified)
        {
            writer.Append(value.Kind == DateTimeKind.Utc ? 'Z' : 'L');
        }
    }
}
