namespace Caching.Core.ModelChecks.Models;

/// <summary>Every load fails: joiners get their leader's exception and nobody hangs.</summary>
internal sealed class LeaderFaultCheck : IModelCheck
{
    private readonly HashSet<Exception> _thrown = [];

    public async Task RunAsync()
    {
        _thrown.Clear();
        using var model = new Model();
        await Model.AllAsync(
            Task.Run(() => CallAsync(model)),
            Task.Run(() => Call(model)),
            Task.Run(() => CallAsync(model)),
            Task.Run(() => Call(model))
        );
        Model.Promise(model.Flights == 0, $"{model.Flights} flights never landed");
        await CallAsync(model, isLast: true);
        await model.EndAsync();
    }

    private async Task CallAsync(Model model, bool isLast = false)
    {
        var own = new InvalidOperationException("own");
        var hasLoaded = false;
        var call = model
            .Cache.GetOrCreateAsync<int>(
                Model.Key,
                async _ =>
                {
                    hasLoaded = true;
                    await Task.Yield();
                    _thrown.Add(own);
                    throw own;
                }
            )
            .AsTask();
        var leads = hasLoaded;
        try
        {
            await call;
        }
        catch (InvalidOperationException failure)
        {
            Model.Promise(_thrown.Contains(failure), "the exception isn't the one that was thrown");
            Model.Promise(
                leads == ReferenceEquals(failure, own),
                "a leader gets its own exception, a joiner its leader's"
            );
        }

        Model.Promise(leads == hasLoaded, "who joined a load that failed loaded again");
        Model.Promise(leads || !isLast, "a failed load was joined after it had landed");
    }

    private void Call(Model model)
    {
        try
        {
            model.Cache.GetOrCreate<int>(
                Model.Key,
                () =>
                {
                    var own = new InvalidOperationException("own");
                    _thrown.Add(own);
                    throw own;
                }
            );
        }
        catch (InvalidOperationException failure)
        {
            Model.Promise(_thrown.Contains(failure), "the exception isn't the one that was thrown");
        }
    }
}
