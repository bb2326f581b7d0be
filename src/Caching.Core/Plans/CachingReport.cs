using System.Globalization;
using System.Text;

namespace Caching;

/// <summary>Writes down every plan for people: method, policy, key, backend, time to live, tags, each with its source.</summary>
internal static class CachingReport
{
    public static string Write(CacheManager manager, ApplicationPrefix prefix, IReadOnlyList<ServicePlan> plans)
    {
        var text = new StringBuilder();
        var backends = manager
            .Names.Order()
            .Select(name => name == manager.DefaultBackend ? name + " (default)" : name);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Caching: {plans.Count} services, key prefix \"{prefix.Name}\", backends {string.Join(", ", backends)}"
        );
        foreach (var plan in plans)
        {
            var contracts = string.Join(", ", plan.Description.Contracts.Select(FriendlyNames.Of));
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{contracts} -> {plan.Owner}");
            foreach (var method in plan.Methods.Values.OrderBy(method => method.Method.Name, StringComparer.Ordinal))
            {
                Write(text, method);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MethodPlan method)
    {
        text.AppendLine("  " + MethodSignature.Describe(method.Method));
        if (method.Policy.Read is { } read)
        {
            Line(text, Title(read.Kind), read.Source);
            Line(text, "  key", method.Key?.Pattern ?? "known when its type arguments are");
            if (read.Kind != ReadPolicyKind.Memoize)
            {
                Line(text, "  backend", $"{method.Region?.Name ?? read.Backend.Value} ({read.Backend.Source})");
            }
            else
            {
                Line(text, "  size", Size(read.MaxSize));
            }

            Line(text, "  ttl", read.Ttl.Value is { } ttl ? $"{ttl:c} ({read.Ttl.Source})" : "never expires");
            List(text, "  tags", read.Tags.Value, read.Tags.Source);
        }

        foreach (var invalidation in method.Policy.Invalidations)
        {
            Line(text, invalidation.Before ? "invalidates before" : "invalidates", invalidation.Source);
            List(text, "  tags", invalidation.Tags);
            List(text, "  patterns", invalidation.Patterns);
            List(text, "  keys", invalidation.Keys);
            List(text, "  entries", [.. invalidation.Targets.Select(target => target.Text)]);
        }
    }

    private static string Size(Setting<int> written) =>
        written.Value >= MemoryStore.SmallestCapacity
            ? written.ToString()
            : $"{MemoryStore.SmallestCapacity}, the smallest there is, instead of {written}";

    private static string Title(ReadPolicyKind kind) =>
        kind switch
        {
            ReadPolicyKind.Cached => "cached",
            ReadPolicyKind.CacheAside => "cache-aside",
            _ => "memoize",
        };

    private static void List(StringBuilder text, string name, IReadOnlyList<string> values, string? source = null)
    {
        if (values.Count > 0)
        {
            Line(text, name, string.Join(", ", values) + (source is null ? "" : $" ({source})"));
        }
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"    {name, -12} {value}");
}
