using System.Runtime.InteropServices;

namespace Caching;

/// <summary>From when on a hit refreshes its entry.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct RefreshPoint(TimeSpan ttl, double fraction)
{
    private readonly long _age = (long)Math.Round(ttl.TotalMilliseconds * fraction);
    private readonly long _window = (long)Math.Round(ttl.TotalMilliseconds * (1 - fraction));

    /// <summary>Gets how long a key is left alone whose refresh came to nothing: four attempts at the most until it expires.</summary>
    public TimeSpan Pause => TimeSpan.FromMilliseconds((_window / 4) + 1);

    /// <summary>Whether an entry that expires then, by the same clock, is due.</summary>
    public bool IsDue(long expiresAt, long now) => now >= expiresAt - _window;

    /// <summary>Whether an entry of that age is due.</summary>
    public bool IsDue(TimeSpan age) => age.TotalMilliseconds >= _age;

    /// <summary>Whether an entry that lives so long would be due as soon as it is stored.</summary>
    public bool IsDueAtOnce(TimeSpan? ttl) => ttl is { } span && span.TotalMilliseconds <= _window;
}
