using System.Reflection;

namespace Caching;

/// <summary>The plan of one closed method: answers its calls.</summary>
/// <typeparam name="T">What it returns, unwrapped; <see cref="NoResult"/> where there is nothing.</typeparam>
/// <remarks>Order on one method: invalidate before, read through, call, invalidate after.</remarks>
internal sealed class MethodPlan<T>(
    MethodInfo method,
    ReturnShape shape,
    MethodPolicy policy,
    ReadPlan<T>? read,
    IReadOnlyList<InvalidationPlan> invalidations
) : MethodPlan(method, shape, typeof(T), policy)
{
    private static readonly Func<object?[]> VaryByNothing = static () => [];

    private readonly MethodInvalidations _invalidations = new(invalidations);
    private readonly VaryBySource[] _vary = [.. policy.VaryBy];

    // Where calls may be answered by arguments alone, straight from memory.
    private readonly MemoryStore? _hot =
        read is { Policy.When.Value: null }
        && policy.VaryBy.Count == 0
        && !invalidations.Any(plan => plan.Policy.Before)
            ? read.Region.Store
            : null;

    private readonly MethodReloads<T>? _ahead = read?.Reloads is { RefreshesAhead: true } reloads ? reloads : null;

    public override CacheRegion? Region => read?.Region;

    public override PlanKey? Key => read?.Key;

    public override IReadOnlyList<string> TagShapes => read?.TagShapes ?? [];

    public override IReadOnlyList<InvalidationPlan> Invalidations { get; } = invalidations;

    /// <summary>The hit path; <see langword="null"/> means to take the other way, not that it is a miss.</summary>
    public Entry<T>? FindHit(object?[] arguments)
    {
        if (
            _hot is { } store
            && CallModes.AllowHits
            && read!.FindHit(store, arguments) is { } found
            && (_ahead is null || _ahead.Allows(found, store.Clock.Now, arguments))
        )
        {
            read.Metrics.Hit();
            return found;
        }

        return null;
    }

    /// <inheritdoc/>
    public override DirectHits? DirectHits() =>
        _hot is { } store ? read!.SlotsOf(store)?.Direct(store.Clock, read.Metrics, _ahead) : null;

    public T Execute<TTarget>(object?[] arguments, Func<Type, object>? scope, TTarget target)
        where TTarget : ISyncTarget<T>
    {
        if (_invalidations.AnyBefore)
        {
            _invalidations.RunBefore(arguments);
        }

        if (!_invalidations.AnyAfter)
        {
            return Read(arguments, scope, target);
        }

        var call = _invalidations.Prepare(arguments);
        return Read(arguments, scope, new SyncInvalidatingTarget<T, TTarget>(target, call));
    }

    public ValueTask<T> ExecuteAsync<TTarget>(object?[] arguments, Func<Type, object>? scope, TTarget target)
        where TTarget : IAsyncTarget<T> =>
        _invalidations.AnyBefore || _invalidations.AnyAfter
            ? ExecuteInvalidatingAsync(arguments, scope, target)
            : ReadAsync(arguments, scope, target);

    private async ValueTask<T> ExecuteInvalidatingAsync<TTarget>(
        object?[] arguments,
        Func<Type, object>? scope,
        TTarget target
    )
        where TTarget : IAsyncTarget<T>
    {
        if (_invalidations.AnyBefore)
        {
            // The business call comes after this await, and belongs on the caller's context.
            await _invalidations.RunBeforeAsync(arguments).ConfigureAwait(true);
        }

        if (!_invalidations.AnyAfter)
        {
            return await ReadAsync(arguments, scope, target).ConfigureAwait(false);
        }

        var call = _invalidations.Prepare(arguments);
        return await ReadAsync(arguments, scope, new AsyncInvalidatingTarget<T, TTarget>(target, call))
            .ConfigureAwait(false);
    }

    private T Read<TTarget>(object?[] arguments, Func<Type, object>? scope, TTarget target)
        where TTarget : ISyncTarget<T> =>
        Request(arguments, scope) is { } request ? read!.Region.GetOrLoad(request, target) : target.Invoke();

    // No state machine of its own: each of them costs a hit on a remote backend as much as the look-up's own work.
    private ValueTask<T> ReadAsync<TTarget>(object?[] arguments, Func<Type, object>? scope, TTarget target)
        where TTarget : IAsyncTarget<T> =>
        Request(arguments, scope) is not { } request ? InvokeAsync(target)
        : request.IsBackground ? ReloadAsync((BackgroundRequest<T>)request, target)
        : read!.Region.GetOrLoadAsync(request, target);

    private ValueTask<T> ReloadAsync<TTarget>(BackgroundRequest<T> request, TTarget target)
        where TTarget : IAsyncTarget<T> =>
        read!.Region.ReloadAsync(request, new BackgroundTarget<T, TTarget>(target, request.Load));

    private static async ValueTask<T> InvokeAsync<TTarget>(TTarget target)
        where TTarget : IAsyncTarget<T> => await target.InvokeAsync().ConfigureAwait(false);

    private LoadRequest<T>? Request(object?[] arguments, Func<Type, object>? scope)
    {
        if (read is null || !read.AppliesTo(arguments))
        {
            return null;
        }

        return read.Request(arguments, _vary.Length == 0 ? VaryByNothing : VaryBy(scope!), HasMissed());
    }

    // Whether the hit path looked, and what it didn't find isn't there in another form: as a last value or as a counter.
    private bool HasMissed() =>
        _hot is not null
        && CallModes.AllowHits
        && read is { FailSafe: null, Reloads: null }
        && typeof(T) != typeof(long);

    private Func<object?[]> VaryBy(Func<Type, object> scope) =>
        () => [.. _vary.Select(source => source.Read(scope(source.ContextType)))];
}
