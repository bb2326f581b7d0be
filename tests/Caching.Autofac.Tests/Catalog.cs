namespace Caching.Registration.Tests;

public interface ICatalog
{
    [Cached]
    string Find(string name);

    [InvalidateCache(Pattern = "*")]
    void Change();
}

public interface IHealth
{
    bool IsHealthy { get; }
}

/// <summary>Answers each call with another text, so that equal answers are hits.</summary>
public class Catalog : ICatalog, IHealth
{
    private static int _calls;

    public bool IsHealthy => true;

    public int Calls { get; private set; }

    public virtual string Find(string name)
    {
        Calls++;
        return $"{name} {Interlocked.Increment(ref _calls)}";
    }

    public void Change() { }
}

/// <summary>Another implementation of the same service.</summary>
public sealed class OtherCatalog : Catalog;

public interface IRepository<T>
{
    [Cached]
    string Get(int id);
}

public sealed class Repository<T> : IRepository<T>
{
    private static int _calls;

    public string Get(int id) => $"{typeof(T).Name} {Interlocked.Increment(ref _calls)}";
}

/// <summary>No attribute anywhere.</summary>
public interface IPlain
{
    int Next(int x);
}

public interface IPlainToo
{
    int NextToo(int x);
}

public sealed class Plain : IPlain, IPlainToo
{
    private int _calls;

    public int Next(int x) => ++_calls;

    public int NextToo(int x) => ++_calls;
}
