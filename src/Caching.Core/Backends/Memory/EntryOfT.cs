using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>A stored result as the object that its readers return, made once.</summary>
/// <remarks>
/// The object fits the shape of the method that stored it: the boxed value, a completed task or a boxed completed
/// value task, always rebuilt from the value. It is the only place of the value. A reader of another shape makes its own.
/// </remarks>
internal sealed class Entry<T> : Entry
{
    private readonly object? _ready;

    public Entry(string key, T value, ReturnShape shape, EntryMeta meta)
        : base(key, shape, meta)
    {
        _ready = shape switch
        {
            ReturnShape.TaskOfT => System.Threading.Tasks.Task.FromResult(value),
            ReturnShape.ValueTaskOfT => new ValueTask<T>(value),
            _ => value,
        };
    }

    /// <summary>Gets the value itself.</summary>
    public T Content => IsTask ? Awaited() : Unboxed();

    /// <summary>Gets the value as an object.</summary>
    public object? Boxed => IsTask ? Awaited() : _ready;

    private bool IsTask => Shape is ReturnShape.TaskOfT or ReturnShape.ValueTaskOfT;

    /// <summary>Gets a completed task of the value.</summary>
    public Task<T> Task =>
        Shape == ReturnShape.TaskOfT ? (Task<T>)_ready! : System.Threading.Tasks.Task.FromResult(Content);

    /// <summary>Gets a completed value task of the value.</summary>
    public ValueTask<T> ValueTask => Shape == ReturnShape.ValueTaskOfT ? (ValueTask<T>)_ready! : new(Content);

    /// <summary>Gets a completed value task of the value as an object.</summary>
    public object BoxedValueTask => Shape == ReturnShape.ValueTaskOfT ? _ready! : new ValueTask<T>(Content);

    // What was made of the value, so no cast has to ask for its type again.
    private T Unboxed() => typeof(T).IsValueType ? (T)_ready! : Unsafe.As<object?, T>(ref Unsafe.AsRef(in _ready));

    // The task was made of the value, completed: nothing is waited for.
    [SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "There is no wait.")]
    private T Awaited()
    {
        if (Shape == ReturnShape.ValueTaskOfT)
        {
            var made = ((ValueTask<T>)_ready!).GetAwaiter();
            return made.GetResult();
        }

        var completed = ((Task<T>)_ready!).GetAwaiter();
        return completed.GetResult();
    }
}
