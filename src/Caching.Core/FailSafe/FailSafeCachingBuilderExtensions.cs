namespace Caching;

/// <summary>Sets what the loads of a container do when they fail or take long.</summary>
public static class FailSafeCachingBuilderExtensions
{
    /// <summary>Sets how long past its time to live a last value may be served when a load fails, of what says nothing itself.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="maxAge">How long. The default is zero: not at all.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is less than zero.</exception>
    public static CachingBuilder DefaultStaleOnError(this CachingBuilder builder, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.FailSafe.StaleOnError = Guard.NotNegative(maxAge);
        return builder;
    }

    /// <summary>Sets after how long loads are abandoned, of asynchronous calls that say nothing themselves.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="timeout">How long. The default is zero: never.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is less than zero or more than 49 days.</exception>
    public static CachingBuilder DefaultHardTimeout(this CachingBuilder builder, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.FailSafe.HardTimeout = Guard.Timeout(timeout);
        return builder;
    }

    /// <summary>Sets how long callers with a last value at hand wait for a load, of asynchronous calls that say nothing themselves.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="timeout">How long. The default is zero: as long as it takes.</param>
    /// <returns>The builder.</returns>
    /// <remarks>It is left out where there are no last values, and of methods that can't be called again in the background.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when it is less than zero or more than 49 days.</exception>
    public static CachingBuilder DefaultSoftTimeout(this CachingBuilder builder, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.FailSafe.SoftTimeout = Guard.Timeout(timeout);
        return builder;
    }
}
