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

    public Entry(string key, T value, ReturnShape shape, EntryMeta meta)
        : base(key, meta)
    {
        _value = value;
        _ready = shape switch
        {
            ReturnShape.TaskOfT => Task.FromResult(value),
            ReturnShape.ValueTaskOfT => new ValueTask<T>(value),
            _ => value,
        };
    }

    /// <summary>Gets the value itself.</summary>
    public T Content => _value;

    /// <summary>Gets the value as an object.</summary>
    public object? Boxed => _ready is T or null ? _ready : _value;

    /// <summary>Gets a completed task of the value.</summary>
    public Task<T> Task => _ready as Task<T> ?? System.Threading.Tasks.Task.FromResult(_value);

    /// <summary>Gets a completed value task of the value as an object.</summary>
    public object BoxedValueTask => _ready is ValueTask<T> ? _ready : new ValueTask<T>(_value);
}
