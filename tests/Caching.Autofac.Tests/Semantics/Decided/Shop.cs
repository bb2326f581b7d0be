namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Counts its calls; what it does is replaceable per test.</summary>
public class Shop : IShop
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public Func<int, int> OnNumber { get; set; } = static _ => 0;

    public Func<int, CancellationToken, Task<int>>? OnNumberAsync { get; set; }

    public Func<int, string?>? OnText { get; set; }

    public Func<int, ValueTask<int>>? OnPooled { get; set; }

    public Action<int>? OnChange { get; set; }

    public Func<int, Product, Task<Product>>? OnChangeAsync { get; set; }

    public int Number(int id)
    {
        var call = Interlocked.Increment(ref _calls);
        return OnNumber(id) is var own && own != 0 ? own : call;
    }

    public Task<int> NumberAsync(int id, CancellationToken token = default)
    {
        var call = Interlocked.Increment(ref _calls);
        return OnNumberAsync?.Invoke(id, token) ?? Task.FromResult(call);
    }

    public string? Text(int id)
    {
        var call = Interlocked.Increment(ref _calls);
        return OnText is null ? $"text {call}" : OnText(id);
    }

    public Task<string?> TextAsync(int id) => Task.FromResult(Text(id));

    public ValueTask<int> PooledAsync(int id)
    {
        var call = Interlocked.Increment(ref _calls);
        return OnPooled?.Invoke(id) ?? new ValueTask<int>(call);
    }

    public void Change(int id) => OnChange?.Invoke(id);

    public Task<Product> ChangeAsync(int id, Product product) =>
        OnChangeAsync?.Invoke(id, product) ?? Task.FromResult(product);
}
