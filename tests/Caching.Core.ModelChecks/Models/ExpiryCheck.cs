namespace Caching.Core.ModelChecks.Models;

/// <summary>The end of an entry's life at every step of loads: first while it is loaded, then while it is there.</summary>
internal sealed class ExpiryCheck : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync(Task.Run(() => model.ReadAsync()), Task.Run(model.Read), Task.Run(model.LetExpire));

        // What is there now was stored before this, and is gone when as much time has passed once more.
        model.ChangeSilently();
        await Model.AllAsync(
            Task.Run(() => model.ReadAsync()),
            Task.Run(model.Read),
            Task.Run(async () =>
            {
                model.LetExpire();
                await model.ReadAsync();
            })
        );
        await model.EndAsync();
    }
}
