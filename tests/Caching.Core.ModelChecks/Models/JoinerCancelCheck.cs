namespace Caching.Core.ModelChecks.Models;

/// <summary>A joiner's token is cancelled at every step: it is freed at once, and the load goes on for the others.</summary>
internal sealed class JoinerCancelCheck : IModelCheck
{
    private TaskCompletionSource _joinerHasGone = new();

    public async Task RunAsync()
    {
        _joinerHasGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var model = new Model();
        using var joiner = new CancellationTokenSource();
        var leader = GetAsync(model, default);
        var other = Task.Run(() => GetAsync(model, default));
        var freed = Task.Run(() => IsFreedAsync(model, joiner.Token));
        var cancel = Task.Run(joiner.Cancel);
        Model.Promise(await freed, "the joiner got a value that isn't loaded yet");
        _joinerHasGone.SetResult();
        await Model.AllAsync(cancel, leader, other);
        Model.Promise(await leader == 1 && await other == 1, "the others get the value");
        await model.EndAsync();
    }

    private async Task<bool> IsFreedAsync(Model model, CancellationToken token)
    {
        try
        {
            await GetAsync(model, token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private Task<int> GetAsync(Model model, CancellationToken token) =>
        model
            .Cache.GetOrCreateAsync(
                Model.Key,
                async _ =>
                {
                    await _joinerHasGone.Task;
                    return 1;
                },
                cancellationToken: token
            )
            .AsTask();
}
