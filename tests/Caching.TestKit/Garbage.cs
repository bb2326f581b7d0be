namespace Caching.TestKit;

/// <summary>For tests of what is let go.</summary>
public static class Garbage
{
    /// <summary>Collects everything that nothing holds, finalizers and what they let go included.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
