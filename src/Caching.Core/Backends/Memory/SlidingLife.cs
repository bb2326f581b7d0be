namespace Caching;

/// <summary>How an entry slides: by which window, and no further than when.</summary>
/// <remarks>
/// It stands behind the entry's tags, as a tag that is never invalidated, so that entries which don't slide are no larger
/// for those that do.
/// </remarks>
internal sealed class SlidingLife(long window, long latest) : TagState("")
{
    // Not every hit writes what all processors read: it has to move the expiry by a sixteenth of the window, or to its end.
    private readonly long _step = Math.Max(1, window / 16);

    /// <summary>Moves an expiry to a window from now; never back.</summary>
    public void Extend(ref long expiresAt, long now)
    {
        var next = Math.Min(now + window, latest);
        var seen = Volatile.Read(ref expiresAt);
        while (next > seen && (next - seen >= _step || next == latest))
        {
            var before = Interlocked.CompareExchange(ref expiresAt, next, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
