namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Cached aside by attribute.</summary>
public sealed class CacheAsideShapes : Shapes
{
    [CacheAside("Number:{id}")]
    public override int Number(int id) => base.Number(id);

    [CacheAside("MaybeNumber:{id}")]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [CacheAside("Text:{id}")]
    public override string? Text(int id) => base.Text(id);

    [CacheAside("NumberTask:{id}")]
    public override Task<int> NumberTask(int id) => base.NumberTask(id);

    [CacheAside("TextTask:{id}")]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [CacheAside("NumberValueTask:{id}")]
    public override ValueTask<int> NumberValueTask(int id) => base.NumberValueTask(id);

    [CacheAside("TextValueTask:{id}")]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
