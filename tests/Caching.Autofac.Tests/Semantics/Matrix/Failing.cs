namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>What every failing call has to look like to its caller.</summary>
internal static class Failing
{
    public static async Task AssertAsync(Shape shape, IShapes service, Shapes target)
    {
        if (!shape.IsAsync)
        {
            var thrown = Assert.Catch(() => _ = shape.Call(service, 1));
            Assert.That(thrown, Is.SameAs(target.Failure));
            return;
        }

        // Not inside an assertion: a task method that throws instead of returning fails the test here.
        var task = shape.Call(service, 1);
        var caught = await Assert.CatchAsync(() => task);
        var isCancelled = target.Outcome is Outcome.Cancelled or Outcome.ThrowsCancelled;
        Assert.That(task.IsCanceled, Is.EqualTo(isCancelled));
        Assert.That(caught, isCancelled ? Is.InstanceOf<OperationCanceledException>() : Is.SameAs(target.Failure));
    }
}
