namespace Caching.Core.ModelChecks.Models;

/// <summary>A tag that only the result tells, invalidated at every step of its load.</summary>
internal sealed class ResultTagsCheck : IModelCheck
{
    public async Task RunAsync()
    {
        using var model = new Model();
        await Model.AllAsync(
            Task.Run(model.ReadTaggedByResultAsync),
            Task.Run(async () =>
            {
                await model.InvalidateAsync("tag");
                await model.ReadTaggedByResultAsync();
            }),
            Task.Run(model.ReadTaggedByResultAsync)
        );
        await model.ReadTaggedByResultAsync();
        await model.EndAsync();
    }
}
