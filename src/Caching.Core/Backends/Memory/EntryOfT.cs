namespace Caching;

/// <summary>A stored result with the object that its readers return, made once.</summary>
/// <remarks>
/// The object fits the shape of the method that stored it: the boxed value, a completed task or a boxed completed
/// value task, always rebuilt from the value. A reader of another shape makes its own.
/// </remarks>
internal sealed class Entry<T> : Entry
{
    private readonly T _value;
    private readonly object? _ready;
    private readonly ReturnShape _shape;

    public Entry(string key, T value, ReturnShape shape, EntryMeta meta)
        : base(key, meta)
    {
        _value = value;
        _shape = shape;
        _ready = shape switch
        {
            ReturnShape.TaskOfT => System.Threading.Tasks.Task.FromResult(value),
            ReturnShape.ValueTaskOfT => new ValueTask<T>(value),
            _ => value,
        };
    }

    /// <summary>Gets the value itself.</summary>
    public T Content => _value;

    /// <summary>Gets the value as an object.</summary>
    public object? Boxed => IsTask ? _value : _ready;

    private bool IsTask => _shape is ReturnShape.TaskOfT or ReturnShape.ValueTaskOfT;

    /// <summary>Gets a completed task of the value.</summary>
    public Task<T> Task =>
        _shape == ReturnShape.TaskOfT ? (Task<T>)_ready! : System.Threading.Tasks.Task.FromResult(_value);

    /// <summary>Gets a completed value task of the value as an object.</summary>
    public object BoxedValueTask => _shape == ReturnShape.ValueTaskOfT ? _ready! : new ValueTask<T>(_value);
}
