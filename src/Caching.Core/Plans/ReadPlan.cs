namespace Caching;

/// <summary>How one method reads through the cache: where, under which keys, by which rules.</summary>
internal sealed class ReadPlan<T>(
    ReadPolicy policy,
    CacheRegion region,
    PlanKey key,
    IReadOnlyList<KeySource> tags,
    ReturnShape shape,
    RuleGuard guard,
    CallMetrics metrics,
    int tokenIndex,
    Lifetimes lifetimes
)
{
    private readonly RuleGuard _guard = guard;
    private readonly Lifetimes _lifetimes = lifetimes;
    private readonly KeySource[] _tags = [.. tags.Where(tag => !tag.UsesResult)];
    private readonly KeySource[] _resultTags = [.. tags.Where(tag => tag.UsesResult)];
    private readonly TextSlots? _textSlots =
        region.Store is { } texts && key.Bits is null ? texts.Add(new TextSlots(key.HeadLength, texts.Capacity)) : null;
    private readonly Func<T, T>? _replayable = Replay.For<T>();

    // Made when it is first needed: most methods of a large container never get that far.
    private SlotTable? _slots;

    // Of a policy that reads no arguments but for the key, the rules are the same for every call.
    private Rules? _constantRules;

    public ReadPolicy Policy { get; } = policy;

    public CacheRegion Region { get; } = region;

    public PlanKey Key { get; } = key;

    public IReadOnlyList<string> TagShapes => [.. _tags.Concat(_resultTags).Select(tag => tag.Shape)];

    public CallMetrics Metrics { get; } = metrics;

    /// <summary>Gets what its loads do when they fail or take long.</summary>
    public FailSafe? FailSafe { get; init; }

    /// <summary>Gets what loads its entries in the background; <see langword="null"/> for nothing.</summary>
    public MethodReloads<T>? Reloads { get; init; }

    /// <summary>The hit path: by arguments, else by text, in a memory store; allocates nothing.</summary>
    public Entry<T>? FindHit(MemoryStore store, object?[] arguments) =>
        Volatile.Read(ref _slots)?.Find(arguments, store.Clock) is { } known
            ? known as Entry<T>
            : FindOtherwise(store, arguments);

    /// <summary>Gets the table of its entries by arguments; <see langword="null"/> when they are told apart by text only.</summary>
    public SlotTable? SlotsOf(MemoryStore store) => _slots ?? (Key.Bits is { } bits ? BeginSlots(store, bits) : null);

    // Apart, so that the short way above needs no room for what this does.
    private Entry<T>? FindOtherwise(MemoryStore store, object?[] arguments)
    {
        var found = _guard.Run("key", (Plan: this, Store: store, Arguments: arguments), FindByText, null);
        if (found is not null)
        {
            SlotsOf(store)?.Put(arguments, found);
        }

        return found;
    }

    // Of two calls that begin at once one table stays; the store holds the other weakly.
    private SlotTable BeginSlots(MemoryStore store, IReadOnlyList<Type?> bits) =>
        Interlocked.CompareExchange(ref _slots, store.Add(SlotTable.For(bits, store.Capacity)), null) ?? _slots!;

    /// <summary>Whether the policy wants this call answered from the cache at all.</summary>
    public bool AppliesTo(object?[] arguments) =>
        Policy.When.Value is not { } when
        || _guard.Run("When", (when, arguments), static call => call.when(call.arguments), false);

    /// <summary>Makes the request of a call; <see langword="null"/> when no key can be made for it.</summary>
    public LoadRequest<T>? Request(object?[] arguments, Func<object?[]> vary, bool hasMissed)
    {
        var request = _guard.Run("key", (this, arguments, vary, hasMissed), MakeRequest, null);
        if (request is null)
        {
            Metrics.Bypass();
        }

        return request;
    }

    private static readonly Func<(ReadPlan<T> Plan, MemoryStore Store, object?[] Arguments), Entry<T>?> FindByText =
        static call => call.Plan.FindByTextCore(call.Store, call.Arguments);

    private static readonly Func<
        (ReadPlan<T> Plan, object?[] Arguments, Func<object?[]> Vary, bool HasMissed),
        LoadRequest<T>?
    > MakeRequest = static call => call.Plan.RequestCore(call.Arguments, call.Vary(), call.HasMissed);

    [System.Runtime.CompilerServices.SkipLocalsInit]
    private Entry<T>? FindByTextCore(MemoryStore store, object?[] arguments)
    {
        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            Key.Write(ref writer, arguments, default);
            if (_textSlots?.Find(writer.Written, store.Clock) is { } known)
            {
                return known as Entry<T>;
            }

            if (!store.TryGet(writer.Written, out var entry))
            {
                return null;
            }

            _textSlots?.Put(writer.Written, entry);
            return entry as Entry<T>;
        }
        finally
        {
            writer.Dispose();
        }
    }

    private LoadRequest<T> RequestCore(object?[] arguments, object?[] vary, bool hasMissed)
    {
        var rules = _constantRules ?? MakeRules(arguments);
        var token = tokenIndex < 0 ? CancellationToken.None : (CancellationToken)arguments[tokenIndex]!;
        var request = new LoadRequest<T>(Key.ToText(arguments, vary), shape, rules.Known, rules, Metrics, token)
        {
            FailClosed = Policy.FailClosed.Value,
            Slides = Policy.Sliding.Value is not null,
            FailSafe = FailSafe,
            HasMissed = hasMissed,
        };
        return Reloads is { } reloads ? reloads.Of(request, arguments) : request;
    }

    private Rules MakeRules(object?[] arguments)
    {
        string[] known = [.. _tags.Select(tag => tag.ToText(arguments, null))];
        KeySource[] late = [.. _resultTags.Select(tag => tag.AsOf(arguments))];
        object?[] before = [.. arguments];
        var rules = new Rules(this, before, known, late);
        if (late.Length == 0 && !Policy.ReadsResult && Array.TrueForAll(_tags, tag => tag.IsConstant))
        {
            // Keeps no call's arguments alive.
            _constantRules = new Rules(this, [], known, late);
        }

        return rules;
    }

    private sealed class Rules(ReadPlan<T> plan, object?[] arguments, string[] known, KeySource[] late) : LoadRules<T>
    {
        public string[] Known => known;

        public override T Replayable(T value) => plan._replayable is { } replay ? replay(value) : value;

        public override StoreDecision Decide(T value) =>
            plan._guard.Run(
                "Unless, TtlFrom, TagsFrom or result tag",
                (Rules: this, Value: value),
                static call => call.Rules.DecideCore(call.Value),
                default
            );

        private StoreDecision DecideCore(T value)
        {
            if (value is null && !plan.Policy.CacheNull.Value)
            {
                return default;
            }

            var ttl = TtlOf(value);
            var stores = !(ttl <= TimeSpan.Zero) && !(plan.Policy.Unless.Value?.Invoke(value, arguments) ?? false);
            return new(stores, plan._lifetimes.Jittered(ttl, plan.Policy.Jitter.Value), TagsOf(value))
            {
                Sliding = plan.Policy.Sliding.Value,
            };
        }

        private TimeSpan? TtlOf(T value) =>
            value is null && plan.Policy.NullTtl.Value is { } ofNulls ? ofNulls
            : plan.Policy.TtlFrom.Value is { } read
                ? plan._lifetimes.Read(read(value, arguments)) ?? plan.Policy.Ttl.Value
            : plan.Policy.Ttl.Value;

        private IReadOnlyCollection<string> TagsOf(T value)
        {
            var more = (IEnumerable<string>?)plan.Policy.TagsFrom.Value?.Invoke(value, arguments);
            return late.Length == 0 && more is null
                ? known
                : Guard.Tags([.. known, .. late.Select(tag => tag.ToText(arguments, value)), .. more ?? []]);
        }
    }
}
