namespace Caching.Core.ModelChecks.Models;

/// <summary>An explicit write at every step of synchronous and asynchronous loads.</summary>
internal sealed class WriteCheck : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync(
            Task.Run(() => model.ReadAsync()),
            Task.Run(model.Read),
            Task.Run(async () =>
            {
                await model.WriteAsync();
                var lookup = await model.Cache.GetAsync<int>(Model.Key);
                Model.Promise(lookup.TryGet(out var row) && row == 2, "what was written isn't there");
            })
        );
        Model.Promise((await model.Cache.GetAsync<int>(Model.Key)).IsHit, "what was written isn't there any more");
        await model.EndAsync();
    }
}
