namespace Caching;

/// <summary>Invalidations that one call of a backend carries out: several tags, several keys, one pattern, or everything.</summary>
/// <param name="Parts">At least one, all of one kind.</param>
internal readonly record struct InvalidationStep(IReadOnlyList<Invalidation> Parts)
{
    private string[] Subjects => [.. Parts.Select(part => part.Subject)];

    private Invalidation[] Held => [.. Parts.Where(part => part.IsHeld)];

    /// <summary>Groups invalidations: tags, then keys, then patterns, then everything.</summary>
    /// <param name="invalidations">What to invalidate.</param>
    /// <param name="keysTogether">Whether one call can remove several keys.</param>
    public static IEnumerable<InvalidationStep> Of(
        IReadOnlyCollection<Invalidation> invalidations,
        bool keysTogether
    ) =>
        invalidations.Count == 1
            ? [new(invalidations as IReadOnlyList<Invalidation> ?? [.. invalidations])]
            : Of(invalidations, InvalidationKind.Tag, together: true)
                .Concat(Of(invalidations, InvalidationKind.Key, keysTogether))
                .Concat(Of(invalidations, InvalidationKind.Pattern, together: false))
                .Concat(Of(invalidations, InvalidationKind.All, together: true));

    /// <summary>Carries it out; returns how many keys it removed, as far as the backend counts.</summary>
    public async ValueTask<long> RunAsync(ICacheBackend backend, CancellationToken cancellationToken)
    {
        // Held first: a load that begins right after the invalidation must find the hold.
        if (backend is IFencedCacheBackend fenced && Held is { Length: > 0 } held)
        {
            await fenced.HoldAsync(held, cancellationToken).ConfigureAwait(false);
        }

        switch (Parts[0].Kind)
        {
            case InvalidationKind.Key when Parts.Count > 1:
                return await backend.DeleteManyAsync(Subjects, cancellationToken).ConfigureAwait(false);
            case InvalidationKind.Tag when Parts.Count > 1:
                await backend.InvalidateTagsAsync(Subjects, cancellationToken).ConfigureAwait(false);
                return 0;
            default:
                return await Parts[0].RunAsync(backend, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public long Run(ISyncCacheBackend backend)
    {
        if (backend is IFencedCacheBackend fenced && Held is { Length: > 0 } held)
        {
            fenced.Hold(held);
        }

        if (Parts.Count == 1)
        {
            return Parts[0].Run(backend);
        }

        backend.InvalidateTags(Subjects);
        return 0;
    }

    private static IEnumerable<InvalidationStep> Of(
        IReadOnlyCollection<Invalidation> invalidations,
        InvalidationKind kind,
        bool together
    )
    {
        Invalidation[] parts = [.. Invalidation.Once(invalidations.Where(each => each.Kind == kind))];
        return parts.Length == 0 ? []
            : together ? [new(parts)]
            : parts.Select(part => new InvalidationStep([part]));
    }
}
