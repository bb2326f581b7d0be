namespace Caching.Core.ModelChecks.Models;

/// <summary>An asynchronous load that ends only after the synchronous callers have gone: they don't wait for it.</summary>
internal sealed class MixedCallersCheck : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        var syncCallersHaveGone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leader = model
            .Cache.GetOrCreateAsync(
                Model.Key,
                async _ =>
                {
                    await syncCallersHaveGone.Task;
                    return 1;
                }
            )
            .AsTask();
        var joiner = Task.Run(() => model.ReadAsync());
        await Model.AllAsync(Task.Run(model.Read), Task.Run(model.Read));
        Model.Promise(!leader.IsCompleted, "the asynchronous load goes on");
        syncCallersHaveGone.SetResult();
        await Model.AllAsync(leader, joiner);
        Model.Promise(model.Loads == 1, "the synchronous callers shared a load, and nobody else needed one");
        await model.EndAsync();
    }
}
