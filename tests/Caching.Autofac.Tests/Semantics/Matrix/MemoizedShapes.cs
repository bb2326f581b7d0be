namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Memoized by attribute.</summary>
public sealed class MemoizedShapes : Shapes
{
    [Memoize]
    public override int Number(int id) => base.Number(id);

    [Memoize]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [Memoize]
    public override string? Text(int id) => base.Text(id);

    [Memoize]
    public override Task<int> NumberTask(int id) => base.NumberTask(id);

    [Memoize]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [Memoize]
    public override ValueTask<int> NumberValueTask(int id) => base.NumberValueTask(id);

    [Memoize]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);
}
