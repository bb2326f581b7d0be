namespace Caching.Core.ModelChecks.Models;

/// <summary>Loads that need each other, each led by another flow: somebody loads for himself, and nobody hangs.</summary>
internal sealed class CycleCheck(int flows, bool isSync) : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync([
            .. Enumerable
                .Range(0, flows)
                .Select(first =>
                    Task.Run(async () =>
                    {
                        var value = isSync ? Get(model, first, flows) : await GetAsync(model, first, flows);
                        Model.Promise(value > 0, "each gets a value");
                    })
                ),
        ]);
        Model.Promise(model.Flights == 0, $"{model.Flights} flights never landed");
        await model.EndAsync();
    }

    private Task<int> GetAsync(Model model, int key, int depth) =>
        model
            .Cache.GetOrCreateAsync(
                $"cycle:{key}",
                async _ =>
                {
                    await Task.Yield();
                    return depth == 1 ? 1 : 1 + await GetAsync(model, (key + 1) % flows, depth - 1);
                }
            )
            .AsTask();

    private int Get(Model model, int key, int depth) =>
        model.Cache.GetOrCreate($"cycle:{key}", () => depth == 1 ? 1 : 1 + Get(model, (key + 1) % flows, depth - 1));
}
