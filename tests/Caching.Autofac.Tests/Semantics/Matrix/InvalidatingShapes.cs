namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Invalidates by attribute.</summary>
public sealed class InvalidatingShapes : Shapes
{
    [InvalidateCache(Tags = ["seen"])]
    public override void Nothing(int id) => base.Nothing(id);

    [InvalidateCache(Tags = ["seen"])]
    public override int Number(int id) => base.Number(id);

    [InvalidateCache(Tags = ["seen"])]
    public override int? MaybeNumber(int id) => base.MaybeNumber(id);

    [InvalidateCache(Tags = ["seen"])]
    public override string? Text(int id) => base.Text(id);

    [InvalidateCache(Tags = ["seen"])]
    public override Task<int> NumberTask(int id) => base.NumberTask(id);

    [InvalidateCache(Tags = ["seen"])]
    public override Task<string?> TextTask(int id) => base.TextTask(id);

    [InvalidateCache(Tags = ["seen"])]
    public override ValueTask<int> NumberValueTask(int id) => base.NumberValueTask(id);

    [InvalidateCache(Tags = ["seen"])]
    public override ValueTask<string?> TextValueTask(int id) => base.TextValueTask(id);

    [InvalidateCache(Tags = ["seen"])]
    public override Task Job(int id) => base.Job(id);

    [InvalidateCache(Tags = ["seen"])]
    public override ValueTask ValueJob(int id) => base.ValueJob(id);
}
