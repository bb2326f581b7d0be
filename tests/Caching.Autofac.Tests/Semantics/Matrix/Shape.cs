namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>One shape of return, called so that what is thrown at once can be told from what is in the task.</summary>
public sealed record Shape(string Method, bool IsAsync, bool CanBeNull, Func<IShapes, int, Task<object?>> Call)
{
    public static IReadOnlyList<Shape> WithResult { get; } =
    [
        new("Number", false, false, (shapes, id) => Task.FromResult<object?>(shapes.Number(id))),
        new("MaybeNumber", false, true, (shapes, id) => Task.FromResult<object?>(shapes.MaybeNumber(id))),
        new("Text", false, true, (shapes, id) => Task.FromResult<object?>(shapes.Text(id))),
        new("NumberTask", true, false, (shapes, id) => Take(shapes.NumberTask(id))),
        new("TextTask", true, true, (shapes, id) => Take(shapes.TextTask(id))),
        new("NumberValueTask", true, false, (shapes, id) => Take(shapes.NumberValueTask(id).AsTask())),
        new("TextValueTask", true, true, (shapes, id) => Take(shapes.TextValueTask(id).AsTask())),
    ];

    public static IReadOnlyList<Shape> WithoutResult { get; } =
    [
        new("Nothing", false, false, (shapes, id) => Nothing(shapes, id)),
        new("Job", true, false, (shapes, id) => Take(shapes.Job(id))),
        new("ValueJob", true, false, (shapes, id) => Take(shapes.ValueJob(id).AsTask())),
    ];

    public override string ToString() => Method;

    private static Task<object?> Nothing(IShapes shapes, int id)
    {
        shapes.Nothing(id);
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> Take<T>(Task<T> task) => await task;

    private static async Task<object?> Take(Task task)
    {
        await task;
        return null;
    }
}
