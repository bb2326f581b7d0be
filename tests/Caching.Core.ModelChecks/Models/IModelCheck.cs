namespace Caching.Core.ModelChecks.Models;

/// <summary>What the model checker runs once per schedule, always on the same object: begin anew each time.</summary>
internal interface IModelCheck
{
    Task RunAsync();
}
