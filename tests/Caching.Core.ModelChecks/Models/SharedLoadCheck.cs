namespace Caching.Core.ModelChecks.Models;

/// <summary>Callers of one key share one load, whenever they come.</summary>
internal sealed class SharedLoadCheck(bool isSync) : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync(Call(model), Call(model), Call(model));
        Model.Promise(model.Loads == 1, $"{model.Loads} loads for callers that could have shared one");
        await model.EndAsync();
    }

    private Task<int> Call(Model model) => isSync ? Task.Run(model.Read) : Task.Run(() => model.ReadAsync());
}
