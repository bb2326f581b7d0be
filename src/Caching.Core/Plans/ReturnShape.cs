namespace Caching;

/// <summary>How a method hands its result to its caller.</summary>
internal enum ReturnShape : byte
{
    Void,
    Value,
    Task,
    TaskOfT,
    ValueTask,
    ValueTaskOfT,
}
