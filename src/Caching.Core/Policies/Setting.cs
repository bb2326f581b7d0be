namespace Caching;

/// <summary>A value and who said it, such as <c>fluent</c> or <c>attribute on ICatalog.FindAsync</c>.</summary>
internal readonly record struct Setting<T>(T Value, string Source)
{
    public override string ToString() => $"{Value} ({Source})";
}
