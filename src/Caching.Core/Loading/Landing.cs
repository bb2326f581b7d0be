using System.Runtime.ExceptionServices;

namespace Caching;

/// <summary>What came of a load. The default value is an abandoned one: its joiners start over.</summary>
/// <remarks>
/// A fenced value goes to the callers that joined before anything was invalidated, and to nobody else. A value that
/// the backend refused to store goes to no joiner: an invalidation that only the backend knows of may be older than them.
/// </remarks>
internal readonly record struct Landing<T>
{
    public bool HasValue { get; private init; }

    public bool IsFenced { get; private init; }

    public T? Value { get; private init; }

    public ExceptionDispatchInfo? Failure { get; private init; }

    /// <summary>Gets whether the load failed and the value is the last one, for those who take one.</summary>
    public bool IsLast { get; private init; }

    public static Landing<T> Of(T value, bool isFenced = false) =>
        new()
        {
            HasValue = true,
            Value = value,
            IsFenced = isFenced,
        };

    /// <summary>A value that goes to its leader only, as the backend knows of an invalidation that joiners may have begun after.</summary>
    public static Landing<T> Fenced => new() { IsFenced = true };

    /// <summary>A load that failed; one that its leader's own token cancelled says nothing to its joiners.</summary>
    public static Landing<T> Of(Exception failure, CancellationToken leader) =>
        failure is OperationCanceledException && leader.IsCancellationRequested
            ? default
            : new() { Failure = ExceptionDispatchInfo.Capture(failure) };

    /// <summary>A load that failed, and the last value for those who take that instead.</summary>
    public static Landing<T> OfLast(T value, Exception failure) =>
        new()
        {
            Failure = ExceptionDispatchInfo.Capture(failure),
            Value = value,
            IsLast = true,
        };

    /// <summary>Gets whether there is an outcome at all.</summary>
    public bool IsAnswer => HasValue || Failure is not null;

    /// <summary>Takes the value, the last one where the load failed.</summary>
    /// <exception cref="Exception">Thrown when there is only a failure.</exception>
    public T Take()
    {
        if (!TryTake(out var value))
        {
            Failure!.Throw();
        }

        return value;
    }

    /// <summary>Takes what the leader of a failed load gets instead, if there is anything.</summary>
    public bool TryTake(out T value)
    {
        value = Value!;
        return HasValue || IsLast;
    }
}
