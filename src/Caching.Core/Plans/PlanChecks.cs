namespace Caching;

/// <summary>Finds what can't work between plans: equal owners, patterns and targets that reach nothing.</summary>
internal static class PlanChecks
{
    /// <summary>Lists the problems.</summary>
    /// <param name="plans">All plans.</param>
    /// <param name="isComplete">Whether no plan can come later, as closed generics do.</param>
    public static IEnumerable<CachingProblem> Of(IReadOnlyList<ServicePlan> plans, bool isComplete)
    {
        MethodPlan[] methods = [.. plans.SelectMany(plan => plan.Methods.Values)];
        var problems = EqualOwners(plans)
            .Concat(TargetsOfNothing(plans, methods))
            .Concat(TagsElsewhere(methods))
            .Concat(SharedKeysOfOtherTypes(methods))
            .Concat(TargetsOutOfReach(plans, methods));
        return isComplete && !methods.Any(method => method is GenericMethodPlan)
            ? problems.Concat(PatternsOfNothing(methods))
            : problems;
    }

    private static IEnumerable<CachingProblem> EqualOwners(IReadOnlyList<ServicePlan> plans) =>
        from plan in plans
        from method in plan.Methods.Values
        where method.Policy.Read is { Kind: ReadPolicyKind.Cached }
        group plan by (plan.Owner, Contract: MethodSignature.Contract(method.Method)) into sharing
        let count = sharing.Distinct().Count()
        where count > 1 && sharing.Any(plan => !plan.HasIdentity)
        select new CachingProblem(
            sharing.Key.Contract,
            $"has {count} registrations that all belong to \"{sharing.Key.Owner}\", so their entries would be mixed up.",
            "Give each an Identity(\"...\") of its own, or all of them the same one if they shall share."
        );

    private static IEnumerable<CachingProblem> TargetsOfNothing(
        IReadOnlyList<ServicePlan> plans,
        IReadOnlyList<MethodPlan> methods
    ) =>
        from method in methods
        from invalidation in method.Policy.Invalidations
        from target in invalidation.Targets
        where !target.Service.IsGenericType && !plans.Any(plan => Reaches(plan, target))
        select new CachingProblem(
            FriendlyNames.Of(method.Method),
            $"invalidates {target.Text}, but no registration caches that method.",
            "Name a method that has a cached, cache-aside or memoize policy in this container."
        );

    // The entries may be in another backend than the one that the invalidation itself names.
    private static IEnumerable<CachingProblem> TargetsOutOfReach(
        IReadOnlyList<ServicePlan> plans,
        IReadOnlyList<MethodPlan> methods
    ) =>
        from method in methods
        where !method.Shape.IsAsynchronous()
        from invalidation in method.Policy.Invalidations
        from target in invalidation.Targets
        from plan in plans
        where Reaches(plan, target)
        let region = PlanRegistry.Find(plan, target.Method)?.Region
        where region is { IsSynchronous: false }
        select new CachingProblem(
            FriendlyNames.Of(method.Method),
            $"is synchronous, but {target.Text}, which it invalidates, is in backend \"{region.Name}\", which has "
                + "asynchronous operations only.",
            $"Return a task, choose another backend, or let the backend implement {nameof(ISyncCacheBackend)}."
        );

    private static bool Reaches(ServicePlan plan, EntryTarget target)
    {
        var method = target.Method.IsGenericMethod ? target.Method.GetGenericMethodDefinition() : target.Method;
        return plan.Offers(target.Service) && plan.Methods.GetValueOrDefault(method)?.Policy.Read is not null;
    }

    // A tag that nobody plans may be used by hand; one that is planned, but in another backend, is a mistake.
    private static IEnumerable<CachingProblem> TagsElsewhere(IReadOnlyList<MethodPlan> methods)
    {
        var tagged = methods
            .SelectMany(method => method.TagShapes.Select(shape => (Shape: shape, Method: method)))
            .DistinctBy(tag => (tag.Shape, tag.Method.Region))
            .ToArray();
        var planned = tagged.Select(tag => (tag.Shape, tag.Method.Region)).ToHashSet();
        return from method in methods
            from invalidation in method.Invalidations
            from tag in invalidation.Shapes(InvalidationKind.Tag)
            where !planned.Contains((tag, invalidation.Region))
            let carriers = tagged.Where(other => Glob.CanMatchSame(other.Shape, tag)).ToArray()
            where carriers.Length > 0 && carriers.All(other => other.Method.Region != invalidation.Region)
            select TagElsewhere(method, tag, invalidation.Region.Name, carriers[0].Method);
    }

    private static CachingProblem TagElsewhere(MethodPlan method, string tag, string backend, MethodPlan carrier) =>
        new(
            FriendlyNames.Of(method.Method),
            $"invalidates the tag \"{tag}\" in backend \"{backend}\", but the entries that carry it "
                + $"are in \"{carrier.Region!.Name}\" ({FriendlyNames.Of(carrier.Method)}).",
            $"Say Backend = \"{carrier.Region!.Name}\" at the invalidation."
        );

    private static IEnumerable<CachingProblem> SharedKeysOfOtherTypes(IReadOnlyList<MethodPlan> methods) =>
        from method in methods
        where method is { Key: not null, Policy.Read: { Kind: ReadPolicyKind.CacheAside, KeyTemplate.Value: not null } }
        group method by (method.Region, method.Key!.Shape) into sharing
        let types = sharing.Select(method => method.ResultType).Distinct().ToArray()
        where types.Length > 1
        select new CachingProblem(
            string.Join(", ", sharing.Select(method => FriendlyNames.Of(method.Method))),
            $"write the same keys, \"{sharing.First().Key!.Pattern}\", but store "
                + $"{string.Join(" and ", types.Select(FriendlyNames.Of))}: each would push the other's entries out.",
            "Give each a key of its own, or one result type."
        );

    private static IEnumerable<CachingProblem> PatternsOfNothing(IReadOnlyList<MethodPlan> methods)
    {
        var keys = methods
            .Where(method => method.Key is not null)
            .Select(method => (method.Region, method.Key!.Shape))
            .Distinct()
            .ToLookup(key => key.Region, key => key.Shape);
        return from method in methods
            from invalidation in method.Invalidations
            from pattern in invalidation.Shapes(InvalidationKind.Pattern)
            where !keys[invalidation.Region].Any(shape => Glob.CanMatchSame(pattern, shape))
            select new CachingProblem(
                FriendlyNames.Of(method.Method),
                $"invalidates the pattern \"{pattern}\", which no key of backend \"{invalidation.Region.Name}\" can match.",
                "Compare it with the keys that DescribeCaching prints; for keys written by hand, use "
                    + $"{nameof(ICacheService)}.{nameof(ICacheService.InvalidatePatternAsync)}."
            );
    }
}
