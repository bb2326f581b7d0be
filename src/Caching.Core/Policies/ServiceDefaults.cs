namespace Caching;

/// <summary>What the policies of a service's methods take where they say nothing themselves.</summary>
internal sealed class ServiceDefaults
{
    private readonly ContainerDefaults _container;
    private readonly IReadOnlyList<ServiceDraft> _blocks;
    private readonly IReadOnlyList<TypeDefaults> _implementation;
    private readonly IReadOnlyList<TypeDefaults> _interfaces;
    private readonly Dictionary<PolicyMethod, IReadOnlyList<DefaultsDraft>> _levels = [];

    public ServiceDefaults(
        ServiceDescription description,
        IReadOnlyList<ServiceDraft> blocks,
        ContainerDefaults container,
        ICollection<CachingProblem> problems
    )
    {
        _container = container;
        _blocks = blocks;
        _implementation = TypeDefaults.OfImplementation(description.Implementation, problems);
        _interfaces = TypeDefaults.OfInterfaces(description.Contracts, problems);
        var report = new ProblemReport(problems, string.Join(", ", description.Contracts.Select(FriendlyNames.Of)));
        foreach (var draft in blocks.Select(block => block.Defaults))
        {
            DraftRules.Check(draft, report);
        }

        foreach (var block in blocks)
        {
            DraftRules.Text(block.Identity, "Identity", PolicySources.Fluent, report);
        }

        DefaultsAgreement.Check(blocks, report);
        DefaultsAgreement.Check(_interfaces, [.. Levels(blocks, [])], report);
    }

    /// <summary>Gets the name that replaces the implementation in keys, where there is one.</summary>
    public Setting<string?> Identity =>
        Settings.First<string?>(
            _blocks.Select(block => Settings.Said<string?>(block.Identity, PolicySources.Fluent)),
            null
        );

    /// <summary>Gets whether instances that were resolved with parameters share entries.</summary>
    public Setting<bool> SharedAcrossInstances =>
        Settings.First(
            Levels(_blocks, _interfaces).Select(draft => Settings.Said(draft.SharedAcrossInstances, draft.Source)),
            builtIn: false
        );

    public Setting<TimeSpan> Ttl(PolicyMethod method) =>
        Settings.First(
            LevelsOf(method)
                .Select(draft => Settings.Said(draft.Ttl, draft.Source))
                .Append(Settings.Said(_container.Ttl, PolicySources.Container)),
            PolicySources.DefaultTtl
        );

    /// <summary>Gets what is said of jitter; <see langword="null"/> for nothing.</summary>
    public Setting<double>? Jitter(PolicyMethod method) =>
        LevelsOf(method)
            .Select(draft => Settings.Said(draft.Jitter, draft.Source))
            .Append(Settings.Said(_container.Jitter, PolicySources.Container))
            .FirstOrDefault(said => said is not null);

    /// <summary>Gets what is said of sliding; <see langword="null"/> for nothing.</summary>
    public Setting<TimeSpan>? Sliding(PolicyMethod method) =>
        LevelsOf(method)
            .Select(draft => Settings.Said(draft.Sliding, draft.Source))
            .Append(Settings.Said(_container.Sliding, PolicySources.Container))
            .FirstOrDefault(said => said is not null);

    public Setting<string> Prefix(PolicyMethod method) =>
        Settings.First(
            LevelsOf(method)
                .Select(draft => Settings.Said(draft.Prefix, draft.Source))
                .Append(Settings.Said(_container.Prefix, PolicySources.Container)),
            PolicySources.DefaultPrefix
        );

    public Setting<string?> Backend(PolicyMethod method) =>
        Settings.First<string?>(
            LevelsOf(method)
                .Select(draft => Settings.Said<string?>(draft.Backend, draft.Source))
                .Append(Settings.Said<string?>(_container.Backend, PolicySources.Container)),
            null
        );

    /// <summary>Returns what is said of loads that fail or take long, the nearest first.</summary>
    public IEnumerable<(FailSafeDraft Draft, string Source)> FailSafe(PolicyMethod method) =>
        LevelsOf(method)
            .Select(draft => (draft.FailSafe, draft.Source))
            .Append((_container.FailSafe, PolicySources.Container));

    public Setting<double>? RefreshAhead(PolicyMethod method) =>
        LevelsOf(method)
            .Select(draft => Settings.Said(draft.RefreshAhead, draft.Source))
            .Append(Settings.Said(_container.RefreshAhead, PolicySources.Container))
            .FirstOrDefault(said => said is not null);

    /// <summary>Returns what every key of the method varies by, the widest first.</summary>
    public IEnumerable<VaryBySource> VaryBy(PolicyMethod method) =>
        [
            .. _container.VaryBy,
            .. BlocksOf(method).SelectMany(block => block.VaryBy),
            .. _implementation.SelectMany(type => type.VaryBy),
            .. InterfacesOf(method).SelectMany(type => type.VaryBy),
        ];

    // Each setting of a method asks for them.
    private IReadOnlyList<DefaultsDraft> LevelsOf(PolicyMethod method)
    {
        if (!_levels.TryGetValue(method, out var levels))
        {
            _levels[method] = levels = [.. Levels(BlocksOf(method), InterfacesOf(method))];
        }

        return levels;
    }

    private IEnumerable<DefaultsDraft> Levels(IEnumerable<ServiceDraft> blocks, IEnumerable<TypeDefaults> interfaces) =>
        blocks
            .Select(block => block.Defaults)
            .Concat(_implementation.Concat(interfaces).Select(type => type.Defaults).OfType<DefaultsDraft>());

    private IEnumerable<ServiceDraft> BlocksOf(PolicyMethod method) =>
        _blocks.Where(block => MethodChooser.Covers(block, method));

    private IEnumerable<TypeDefaults> InterfacesOf(PolicyMethod method) =>
        _interfaces.Where(type => type.Type.HasInterface(method.Method.DeclaringType!));
}
