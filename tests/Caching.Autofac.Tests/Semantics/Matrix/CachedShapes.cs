namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Cached by attribute.</summary>
public sealed class CachedShapes : Shapes
{
    [Cached]
    public override int Number(int id) => base.Number(id);

    [Cached]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [Cached]
    public override string? Text(int id) => base.Text(id);

    [Cached]
    public override Task<int> NumberTask(int id) => base.NumberTask(id);

    [Cached]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [Cached]
    public override ValueTask<int> NumberValueTask(int id) => base.NumberValueTask(id);

    [Cached]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
