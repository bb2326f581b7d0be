namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Cached aside by attribute, nulls too.</summary>
public sealed class CacheAsideNullShapes : Shapes
{
    [CacheAside("MaybeNumber:{id}", CacheNull = true)]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [CacheAside("Text:{id}", CacheNull = true)]
    public override string? Text(int id) => base.Text(id);

    [CacheAside("TextTask:{id}", CacheNull = true)]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [CacheAside("TextValueTask:{id}", CacheNull = true)]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
