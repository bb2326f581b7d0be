namespace Caching.Registration;

/// <summary>How a marked registration makes its components.</summary>
internal enum MarkedStyle
{
    /// <summary>It is one component.</summary>
    Single,

    /// <summary>It finds its components in assemblies, and most of them may have nothing to cache.</summary>
    Scanning,

    /// <summary>It is an open generic, which makes components when they are asked for.</summary>
    Source,

    /// <summary>It makes a component of each component of another service, when it is asked for.</summary>
    Adapter,
}
