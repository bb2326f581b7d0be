namespace Caching;

/// <summary>A value that is no argument but part of every key: read from a service of the caller's scope.</summary>
internal sealed record VaryBySource
{
    /// <summary>Gets the service that knows the value.</summary>
    public required Type ContextType { get; init; }

    /// <summary>Gets the declared type of the value, which decides its encoding.</summary>
    public required Type ValueType { get; init; }

    /// <summary>Gets the compiled access.</summary>
    public required Func<object, object?> Read { get; init; }

    /// <summary>Gets the value's name, such as <c>ITenant.Id</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets who said so.</summary>
    public required string Source { get; init; }

    /// <summary>Gets whether the name says everything, so that an equal name is an equal value.</summary>
    public bool IsPath { get; init; }
}
