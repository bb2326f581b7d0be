namespace Caching.Core.ModelChecks.Histories;

/// <summary>An event that happened at some moment between two.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Id">The step that it is part of; also the value that the step writes or loads.</param>
/// <param name="Value">The value that was seen.</param>
/// <param name="IsSync">Whether it was part of a synchronous call.</param>
/// <param name="Begin">Before this it hadn't happened.</param>
/// <param name="End">After this it had.</param>
internal sealed record HistoryEvent(EventKind Kind, int Id, int Value, bool IsSync, long Begin, long End)
{
    public override string ToString() => $"[{Begin, 3}..{End, 3}] {Kind} {Id}{(Value == 0 ? "" : $" = {Value}")}";
}
