using System.Diagnostics.CodeAnalysis;

namespace Caching;

/// <inheritdoc cref="Slot"/>
[SuppressMessage(
    "Design",
    "CA1051:Do not declare visible instance fields",
    Justification = "Compared in place, not copied."
)]
internal sealed class Slot<TArguments>(in TArguments arguments, Entry node) : Slot(node)
{
    public readonly TArguments Arguments = arguments;
}
