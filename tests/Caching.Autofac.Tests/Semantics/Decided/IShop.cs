namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>A service without attributes; each test writes the policies that it is about.</summary>
public interface IShop
{
    int Number(int id);
    Task<int> NumberAsync(int id, CancellationToken token = default);
    string? Text(int id);
    Task<string?> TextAsync(int id);
    ValueTask<int> PooledAsync(int id);
    void Change(int id);
    Task<Product> ChangeAsync(int id, Product product);
}
