namespace Caching;

/// <summary>An operation on a backend, as metrics and log lines name it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What kind it is: a backend may fail at one kind and work at another.</param>
internal sealed record BackendOperation(string Name, BackendOperationKinds Kind)
{
    public static readonly BackendOperation Initialize = new("initialize", BackendOperationKinds.Write);
    public static readonly BackendOperation ShutDown = new("shut down", BackendOperationKinds.Write);
    public static readonly BackendOperation Get = new("get", BackendOperationKinds.Read);
    public static readonly BackendOperation GetMany = new("get many", BackendOperationKinds.Read);
    public static readonly BackendOperation Exists = new("exists", BackendOperationKinds.Read);
    public static readonly BackendOperation Set = new("set", BackendOperationKinds.Write);
    public static readonly BackendOperation SetMany = new("set many", BackendOperationKinds.Write);
    public static readonly BackendOperation Begin = new("begin", BackendOperationKinds.Write);
    public static readonly BackendOperation Check = new("check", BackendOperationKinds.Write);
    public static readonly BackendOperation Increment = new("increment", BackendOperationKinds.Write);
    public static readonly BackendOperation Invalidate = new("invalidate", BackendOperationKinds.Invalidation);
    public static readonly BackendOperation Replay = new("replay", BackendOperationKinds.Invalidation);
    public static readonly BackendOperation ProbeRead = new("probe read", BackendOperationKinds.Read);
    public static readonly BackendOperation ProbeWrite = new("probe write", BackendOperationKinds.Write);
    public static readonly BackendOperation ProbeInvalidation = new(
        "probe invalidation",
        BackendOperationKinds.Invalidation
    );

    /// <summary>Gets whether it stores values of callers, or prepares to.</summary>
    public bool IsStore => this == Set || this == SetMany || this == Begin;
}
