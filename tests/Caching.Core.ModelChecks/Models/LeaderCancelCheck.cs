namespace Caching.Core.ModelChecks.Models;

/// <summary>A caller's token is cancelled at every step of a load that it may lead: one of the others leads, they all get the value.</summary>
internal sealed class LeaderCancelCheck : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        using var leader = new CancellationTokenSource();
        await Model.AllAsync(
            Task.Run(async () =>
            {
                try
                {
                    await model.ReadAsync(leader.Token);
                }
                catch (OperationCanceledException)
                {
                    Model.Promise(leader.IsCancellationRequested, "cancelled, but not by its own token");
                }
            }),
            Task.Run(() => StayAsync(model)),
            Task.Run(leader.Cancel),
            Task.Run(() => StayAsync(model))
        );
        await model.EndAsync();
    }

    private static async Task StayAsync(Model model)
    {
        try
        {
            await model.ReadAsync();
        }
        catch (OperationCanceledException)
        {
            Model.Promise(false, "who joined was cancelled by the leader's token");
        }
    }
}
