namespace Caching.Redis.Tests.Races;

/// <summary>A miss in four steps: it looks up, begins, loads and stores; nothing more once it has hit.</summary>
internal sealed class OneMiss(FencedServer server, string key, string tag)
{
    private CacheMark _since;
    private bool _isHit;

    public const int Steps = 4;

    /// <summary>Gets what it found or loaded.</summary>
    public string? Value { get; private set; }

    /// <summary>Takes a step; what it loads is what its source holds then.</summary>
    public async Task TakeAsync(int step, string source)
    {
        switch (step)
        {
            case 0:
                Value = await server.GetAsync(key);
                _isHit = Value is not null;
                break;
            case 1 when !_isHit:
                _since = await server.BeginAsync(key);
                break;
            case 2 when !_isHit:
                Value = source;
                break;
            case 3 when !_isHit:
                await server.PutAsync(key, Value!, tag, _since);
                break;
        }
    }
}
