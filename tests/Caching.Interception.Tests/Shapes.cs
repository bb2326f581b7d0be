namespace Caching.Interception.Tests;

/// <summary>Counts its calls; what it does is replaceable per test.</summary>
public sealed class Shapes : IShapes
{
    public int Calls { get; private set; }

    public Func<int, Task<int>>? OnTask { get; set; }

    public Func<int, ValueTask<int>>? OnValueTask { get; set; }

    public Func<Task>? OnForget { get; set; }

    public Exception? Failure { get; set; }

    public string? Name
    {
        get
        {
            Count();
            return "name";
        }
    }

    public int Value(int x)
    {
        Count();
        return x + 1;
    }

    public Task<int> TaskAsync(int x)
    {
        Count();
        return OnTask is null ? Task.FromResult(x + 1) : OnTask(x);
    }

    public ValueTask<int> ValueTaskAsync(int x)
    {
        Count();
        return OnValueTask is null ? new ValueTask<int>(x + 1) : OnValueTask(x);
    }

    public T Echo<T>(T x)
    {
        Count();
        return x;
    }

    public Task<T> EchoAsync<T>(T x)
    {
        Count();
        return Task.FromResult(x);
    }

    public void Forget() => Count();

    public Task ForgetAsync()
    {
        Count();
        return OnForget is null ? Task.CompletedTask : OnForget();
    }

    public ValueTask ForgetValueAsync()
    {
        Count();
        return default;
    }

    public int Plain(int x)
    {
        Count();
        return x + 1;
    }

    private void Count()
    {
        Calls++;
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
