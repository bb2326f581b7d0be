namespace Caching;

/// <summary>The call of a background load: it loads where another one hits, and its end is nobody's.</summary>
internal sealed record BackgroundRequest<T> : LoadRequest<T>
{
    public BackgroundRequest(LoadRequest<T> request, BackgroundLoad load)
        : base(request)
    {
        IsBackground = true;
        Load = load;
        Rules = new WatchedRules<T>(request.Rules, load);
        Token = load.Token;
    }

    public BackgroundLoad Load { get; }
}
