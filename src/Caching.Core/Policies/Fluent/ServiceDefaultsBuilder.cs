namespace Caching;

/// <summary>Says what the policies of a service take where they say nothing themselves.</summary>
public sealed class ServiceDefaultsBuilder
{
    private readonly DefaultsDraft _draft;

    internal ServiceDefaultsBuilder(DefaultsDraft draft)
    {
        _draft = draft;
    }

    /// <summary>Sets the time to live.</summary>
    /// <param name="ttl">Greater than zero. Left out, it is the container's.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Ttl(TimeSpan ttl)
    {
        _draft.Ttl = ttl;
        return this;
    }

    /// <summary>Sets the first part of the keys, after the application's prefix.</summary>
    /// <param name="prefix">Left out, it is the container's.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        _draft.Prefix = prefix;
        return this;
    }

    /// <summary>Chooses the backend.</summary>
    /// <param name="name">Left out, it is the container's default backend.</param>
    /// <returns>This builder.</returns>
    public ServiceDefaultsBuilder Backend(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _draft.Backend = name;
        return this;
    }

    /// <summary>Loads entries anew, in the background, when a hit finds that much of their time to live gone.</summary>
    /// <param name="fraction">Between zero and one; zero for never. Left out, it is the container's, in the end never.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Methods that can't be called again in the background are left out.</remarks>
    public ServiceDefaultsBuilder RefreshAhead(double fraction)
    {
        _draft.RefreshAhead = fraction;
        return this;
    }
}
