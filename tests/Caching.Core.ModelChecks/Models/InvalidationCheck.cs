namespace Caching.Core.ModelChecks.Models;

/// <summary>An invalidation at every step of synchronous and asynchronous loads.</summary>
internal sealed class InvalidationCheck(string way, bool isSync) : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync(
            Task.Run(() => model.ReadAsync()),
            Task.Run(model.Read),
            Task.Run(() => isSync ? InvalidateAndRead(model) : InvalidateAndReadAsync(model)),
            Task.Run(() => model.ReadAsync())
        );
        await model.EndAsync();
    }

    private async Task<int> InvalidateAndReadAsync(Model model)
    {
        await model.InvalidateAsync(way);
        return await model.ReadAsync();
    }

    private Task<int> InvalidateAndRead(Model model)
    {
        model.Invalidate(way);
        return Task.FromResult(model.Read());
    }
}
