namespace Caching.Core.Tests.Soak;

/// <summary>A load that failed on purpose.</summary>
internal sealed class SoakFault(int key) : Exception($"the load of {key} failed")
{
    public int Key => key;
}
