namespace Caching;

/// <summary>One thing that can't work as configured.</summary>
/// <param name="Where">The service, method or setting, such as <c>ICatalog.FindAsync</c>.</param>
/// <param name="What">What can't work, with the value and the cause.</param>
/// <param name="WayOut">What to write instead.</param>
public sealed record CachingProblem(string Where, string What, string WayOut)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {What} {WayOut}";
}
