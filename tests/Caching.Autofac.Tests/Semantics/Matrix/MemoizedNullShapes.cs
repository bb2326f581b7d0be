namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Memoized by attribute, nulls too.</summary>
public sealed class MemoizedNullShapes : Shapes
{
    [Memoize(CacheNull = true)]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [Memoize(CacheNull = true)]
    public override string? Text(int id) => base.Text(id);

    [Memoize(CacheNull = true)]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [Memoize(CacheNull = true)]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
