using System.Runtime.InteropServices;

namespace Caching.Redis;

/// <summary>How an entry slides; the default value doesn't.</summary>
/// <param name="Window">The time without a hit after which it is gone, in milliseconds.</param>
/// <param name="Limit">
/// Of an entry to be written how many milliseconds it lives at the most; of one that was, until when, in Unix milliseconds.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SlideTimes(long Window, long Limit)
{
    public bool Slides => Window > 0;
}
