using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Caching;

/// <summary>Reads what an attribute says, and only that.</summary>
/// <remarks>
/// An instance of the attribute can't tell <c>CacheNull = false</c> from nothing said at all; the metadata can, and
/// precedence is decided setting by setting.
/// </remarks>
internal readonly struct AttributeValues(CustomAttributeData data)
{
    public bool TryGet<T>(string name, [NotNullWhen(true)] out T? value)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.MemberName == name && argument.TypedValue.Value is T said)
            {
                value = said;
                return true;
            }
        }

        value = default;
        return false;
    }

    public T? Struct<T>(string name)
        where T : struct => TryGet<T>(name, out var value) ? value : null;

    public string? Text(string name) => TryGet<string>(name, out var value) ? value : null;

    public List<T>? Items<T>(string name) =>
        TryGet<ReadOnlyCollection<CustomAttributeTypedArgument>>(name, out var items)
            ? [.. items.Select(item => (T)item.Value!)]
            : null;

    public T? Constructor<T>(int index) => (T?)data.ConstructorArguments[index].Value;

    /// <summary>Reads a number; not a number counts as not said.</summary>
    public double? Number(string name) => TryGet<double>(name, out var number) && !double.IsNaN(number) ? number : null;

    public TimeSpan? Ttl(ProblemReport report, string source) =>
        Seconds(nameof(StoringAttribute.TtlSeconds), report, source);

    /// <summary>Reads a time; a number that is no time is a problem and counts as not said.</summary>
    public TimeSpan? Seconds(string name, ProblemReport report, string source)
    {
        if (Number(name) is not { } seconds)
        {
            return null;
        }

        if (Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        report.Add(
            FormattableString.Invariant($"{name} = {seconds} ({source}) is longer than a time can be."),
            "Write a number of seconds greater than zero, or leave it out."
        );
        return null;
    }

    /// <summary>Reads what it says of loads that fail or take long; both kinds of attribute name it alike.</summary>
    public FailSafeDraft FailSafe(ProblemReport report, string source) =>
        new()
        {
            StaleOnError = Seconds(nameof(ReadThroughAttribute.StaleOnErrorSeconds), report, source),
            HardTimeout = Seconds(nameof(ReadThroughAttribute.HardTimeoutSeconds), report, source),
            SoftTimeout = Seconds(nameof(ReadThroughAttribute.SoftTimeoutSeconds), report, source),
        };
}
