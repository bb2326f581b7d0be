using System.Reflection;

namespace Caching;

/// <summary>The entries of another method that an invalidation reaches, named by a call of that method.</summary>
internal sealed record EntryTarget
{
    /// <summary>Gets the service as written, whose registration owns the entries.</summary>
    public required Type Service { get; init; }

    /// <summary>Gets the closed method, or the getter of a property.</summary>
    public required MethodInfo Method { get; init; }

    /// <summary>
    /// Gets, per parameter of <see cref="Method"/>, how its argument follows from the arguments of the invalidating
    /// call; <see langword="null"/> for any value and for parameters that are never part of a key.
    /// </summary>
    public required IReadOnlyList<Func<object?[], object?>?> Arguments { get; init; }

    /// <summary>Gets whether this names exactly one entry.</summary>
    public required bool Exact { get; init; }

    /// <summary>Gets the call as written, for messages.</summary>
    public required string Text { get; init; }
}
