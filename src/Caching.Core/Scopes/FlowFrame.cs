namespace Caching;

/// <summary>Something that holds for a flow of control until it ends: it flows with <see langword="async"/>, and nests.</summary>
/// <remarks>Thread-safe. Frames may end in any order; one that is over holds nowhere, whoever still carries it.</remarks>
/// <typeparam name="T">What holds.</typeparam>
internal sealed class FlowFrame<T>
{
    private static readonly AsyncLocal<FlowFrame<T>?> Ambient = new();

    private int _isOver;

    public FlowFrame(T value)
    {
        Value = value;
        Outer = Innermost;
        CallModes.Open();
        Ambient.Value = this;
    }

    /// <summary>Gets the flow's innermost frame that isn't over.</summary>
    public static FlowFrame<T>? Innermost => Ambient.Value?.OrOuter();

    public T Value { get; }

    /// <summary>Gets the frame around this one, which may be over.</summary>
    public FlowFrame<T>? Outer { get; }

    /// <summary>Ends it; <see langword="false"/> when it was over already.</summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return false;
        }

        CallModes.Close();
        Ambient.Value = Innermost;
        return true;
    }

    private FlowFrame<T>? OrOuter()
    {
        var frame = this;
        while (frame is not null && Volatile.Read(ref frame._isOver) != 0)
        {
            frame = frame.Outer;
        }

        return frame;
    }
}
