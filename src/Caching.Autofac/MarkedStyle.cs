namespace Caching.Registration;

/// <summary>How a marked registration makes its components.</summary>
internal enum MarkedStyle
{
    /// <summary>It is one component.</summary>
    Single,

    /// <summary>It finds its components in assemblies, and most of them may have nothing to cache.</summary>
    Scanning,

    /// <summary>It makes components when they are asked for: open generics, adapters.</summary>
    Source,
}
