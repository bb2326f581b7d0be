using System.Threading.Tasks.Sources;

namespace Caching.Interception.Tests;

/// <summary>A pooled value task's source: its result may be taken once.</summary>
internal sealed class OnceSource : IValueTaskSource<int>
{
    public int Consumed { get; private set; }

    public int GetResult(short token) =>
        ++Consumed == 1 ? 42 : throw new InvalidOperationException("The value task was consumed twice.");

    public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => continuation(state);
}
