namespace Caching.Benchmarks.Startup;

/// <summary>The service behind the proxy.</summary>
public sealed class Catalog<TModel, TStore> : ICatalog<TModel, TStore>
{
    public string Find(int id) => "";

    public Task<string> FindAsync(int id, CancellationToken cancellationToken) => Task.FromResult("");

    public ValueTask<string> SearchAsync(string text, int page, CancellationToken cancellationToken) => new("");

    public string[] List(DayOfWeek day, decimal limit) => [];

    public int Count(string kind) => 0;

    public Task<string> ExistsAsync(Guid id) => Task.FromResult("");

    public string Slug(string name) => name;

    public string Label(int id, bool isShort) => "";

    public Task RenameAsync(int id, string name) => Task.CompletedTask;

    public void Reload() { }
}
