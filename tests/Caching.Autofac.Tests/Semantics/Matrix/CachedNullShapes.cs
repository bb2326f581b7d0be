namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Cached by attribute, nulls too.</summary>
public sealed class CachedNullShapes : Shapes
{
    [Cached(CacheNull = true)]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [Cached(CacheNull = true)]
    public override string? Text(int id) => base.Text(id);

    [Cached(CacheNull = true)]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [Cached(CacheNull = true)]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
