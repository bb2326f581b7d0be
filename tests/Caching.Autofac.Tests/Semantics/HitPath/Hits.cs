namespace Caching.Registration.Tests.Semantics.HitPath;

/// <summary>Allocates nothing itself, so that what a proxy of it allocates is the proxy's.</summary>
internal sealed class Hits<T>(T value) : IHits<T>
{
    private readonly Task<T> _task = Task.FromResult(value);

    public T One(int id) => value;

    public T Text(string name) => value;

    public T Three(int id, string name, bool flag) => value;

    public Task<T> OneTask(int id) => _task;

    public Task<T> TextTask(string name) => _task;

    public Task<T> ThreeTask(int id, string name, bool flag) => _task;

    public ValueTask<T> OneValueTask(int id) => new(value);

    public ValueTask<T> TextValueTask(string name) => new(value);

    public ValueTask<T> ThreeValueTask(int id, string name, bool flag) => new(value);
}
