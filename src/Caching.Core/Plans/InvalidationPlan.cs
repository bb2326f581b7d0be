namespace Caching;

/// <summary>What one policy of one method invalidates.</summary>
internal sealed class InvalidationPlan(
    InvalidationPolicy policy,
    CacheRegion region,
    IReadOnlyList<(InvalidationKind Kind, KeySource Source)> subjects,
    PlanRegistry registry,
    RuleGuard guard
)
{
    private readonly (InvalidationKind Kind, KeySource Source)[] _known =
    [
        .. subjects.Where(subject => !subject.Source.UsesResult),
    ];

    private readonly (InvalidationKind Kind, KeySource Source)[] _ofResult =
    [
        .. subjects.Where(subject => subject.Source.UsesResult),
    ];

    public InvalidationPolicy Policy { get; } = policy;

    public CacheRegion Region { get; } = region;

    /// <summary>Gets the globs of what it invalidates, with their holes as stars.</summary>
    public IEnumerable<string> Shapes(InvalidationKind kind) =>
        subjects.Where(subject => subject.Kind == kind).Select(subject => subject.Source.Shape);

    /// <summary>Computes what is known before the call, from the arguments as they are now.</summary>
    public PreparedInvalidation Prepare(object?[] arguments) =>
        guard.Run(
            "invalidation",
            (Plan: this, Arguments: arguments),
            static call => call.Plan.PrepareCore(call.Arguments),
            new(this, [Everything], [])
        );

    /// <summary>Computes what only the result tells.</summary>
    public RegionInvalidations OfResult((InvalidationKind Kind, KeySource Source)[] late, object? result) =>
        guard.Run(
            "invalidation",
            (Plan: this, Late: late, Value: result),
            static call => new(call.Plan.Region, call.Plan.Subjects(call.Late, [], call.Value)),
            Everything
        );

    // What can't be named can't be left to grow old either.
    private RegionInvalidations Everything => new(Region, [Invalidation.All with { FenceFor = Policy.FenceFor }]);

    private PreparedInvalidation PrepareCore(object?[] arguments) =>
        new(
            this,
            OfTargets(arguments, [new(Region, Subjects(_known, arguments, null))]),
            [.. _ofResult.Select(subject => (subject.Kind, subject.Source.AsOf(arguments)))]
        );

    private Invalidation[] Subjects(
        (InvalidationKind Kind, KeySource Source)[] sources,
        object?[] arguments,
        object? result
    ) =>
        [
            .. sources.SelectMany(subject =>
                Everybodys(
                    new Invalidation(subject.Kind, subject.Source.ToText(arguments, result))
                    {
                        FenceFor = Policy.FenceFor,
                    }
                )
            ),
        ];

    // Whoever writes a key means the entries under it, whatever tenant or user they also vary by.
    private IEnumerable<Invalidation> Everybodys(Invalidation named) =>
        named.Kind == InvalidationKind.Key && registry.HasVaryingKeys(Region)
            ?
            [
                named,
                Invalidation.Pattern($"{Glob.Escape(named.Subject)}{KeyText.VarySeparator}*") with
                {
                    FenceFor = named.FenceFor,
                },
            ]
            : [named];

    private List<RegionInvalidations> OfTargets(object?[] arguments, List<RegionInvalidations> found)
    {
        foreach (var target in Policy.Targets)
        {
            object?[] values = [.. target.Arguments.Select(argument => argument?.Invoke(arguments))];
            bool[] any = [.. target.Arguments.Select(argument => argument is null)];
            foreach (var plan in registry.Find(target))
            {
                found.Add(
                    new(plan.Region!, [EntriesOf(plan, target, values, any) with { FenceFor = Policy.FenceFor }])
                );
            }
        }

        return found;
    }

    private static Invalidation EntriesOf(MethodPlan plan, EntryTarget target, object?[] values, bool[] any) =>
        target.Exact && !plan.NeedsScope
            ? Invalidation.Key(plan.Key!.ToText(values, default))
            : Invalidation.Pattern(plan.Key!.Glob(values, any));
}
