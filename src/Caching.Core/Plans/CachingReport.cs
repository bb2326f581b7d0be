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
        var services = plans.Count == 1 ? "1 service" : $"{plans.Count} services";
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Caching: {services}, key prefix \"{prefix.Name}\", backends {string.Join(", ", backends)}"
        );
        foreach (var name in manager.Names.Order(StringComparer.Ordinal))
        {
            var guard = manager.Region(name).Guard;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  backend {name}: {guard.Backend.Describe()}; {guard.DescribeHealth()}"
            );
        }

        foreach (var plan in plans)
        {
            var contracts = string.Join(", ", plan.Description.Contracts.Select(FriendlyNames.Of));

            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{contracts} -> {plan.Owner}");
            foreach (var method in plan.Methods.Values.OrderBy(method => method.Method.Name, StringComparer.Ordinal))
            {
                Write(text, method, prefix, manager.DefaultBackend);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MethodPlan method, ApplicationPrefix prefix, string defaultBackend)
    {
        var isProperty = method.Method.IsSpecialName;
        text.AppendLine("  " + (isProperty ? FriendlyNames.MemberName(method.Method) : Signature(method)));
        if (method.Policy.Read is { } read)
        {
            Write(text, method, read, defaultBackend);
        }

        foreach (var invalidation in method.Policy.Invalidations)
        {
            Write(text, invalidation, prefix, defaultBackend);
        }
    }

    private static void Write(StringBuilder text, MethodPlan method, ReadPolicy read, string defaultBackend)
    {
        Line(text, Title(read.Kind), read.Source);
        Line(text, "  key", method.Key?.Pattern ?? "made when its type arguments are known");
        if (read.Kind == ReadPolicyKind.Memoize)
        {
            Line(text, "  size", Size(read.MaxSize));
        }
        else
        {
            Line(text, "  backend", $"{read.Backend.Value ?? defaultBackend} ({read.Backend.Source})");
        }

        Line(text, "  ttl", read.Ttl.Value is { } ttl ? $"{ttl:c} ({read.Ttl.Source})" : "never expires");
        Flag(text, "  ttl from", read.TtlFrom.Value is not null, $"each result ({read.TtlFrom.Source})");
        Flag(
            text,
            "  jitter",
            read.Jitter.Value > 0,
            FormattableString.Invariant($"up to {read.Jitter.Value:P0} shorter ({read.Jitter.Source})")
        );
        Flag(
            text,
            "  sliding",
            read.Sliding.Value is not null,
            $"{read.Sliding.Value:c} without a hit ({read.Sliding.Source})"
        );
        List(text, "  tags", read.Tags.Value, read.Tags.Source);
        Flag(text, "  tags from", read.TagsFrom.Value is not null, $"each result ({read.TagsFrom.Source})");
        Flag(text, "  null", read.CacheNull.Value, $"stored ({read.CacheNull.Source})");
        Flag(text, "  null ttl", read.NullTtl.Value is not null, $"{read.NullTtl.Value:c} ({read.NullTtl.Source})");
        Flag(text, "  fails", read.FailClosed.Value, $"when the backend gives no answer ({read.FailClosed.Source})");
        Time(text, "  stale", read.FailSafe.StaleOnError, "served when a load fails");
        Time(text, "  waits", read.FailSafe.SoftTimeout, "for a load when there is a last value");
        Time(text, "  gives up", read.FailSafe.HardTimeout, "on a load");
        Flag(text, "  refresh", read.RefreshAhead.Value > 0, $"past {read.RefreshAhead} of the ttl");
        Flag(text, "  when", read.When.Value is not null, $"a predicate ({read.When.Source})");
        Flag(text, "  unless", read.Unless.Value is not null, $"a predicate ({read.Unless.Source})");
    }

    private static void Write(
        StringBuilder text,
        InvalidationPolicy invalidation,
        ApplicationPrefix prefix,
        string defaultBackend
    )
    {
        var head = prefix.Head + (invalidation.PatternPrefix is { } own ? own + ":" : "");
        Line(text, invalidation.Before ? "invalidates before" : "invalidates", invalidation.Source);
        if (invalidation.Tags.Count + invalidation.Patterns.Count + invalidation.Keys.Count > 0)
        {
            Line(text, "  backend", $"{invalidation.Backend.Value ?? defaultBackend} ({invalidation.Backend.Source})");
        }

        List(text, "  tags", invalidation.Tags);
        List(text, "  patterns", [.. invalidation.Patterns.Select(pattern => head + pattern)]);
        List(
            text,
            "  keys",
            [.. invalidation.Keys.Select(key => $"{prefix.Head}{invalidation.KeyPrefix.Value}:{key}")]
        );
        Flag(text, "  fences", invalidation.FenceFor > TimeSpan.Zero, $"stores for {invalidation.FenceFor:c}");
        List(text, "  entries", [.. invalidation.Targets.Select(target => target.Text)]);
    }

    private static string Signature(MethodPlan method) =>
        method is GenericMethodPlan ? FriendlyNames.Signature(method.Method) : MethodSignature.Describe(method.Method);

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

    private static void List(StringBuilder text, string name, IReadOnlyList<string> values, string? source = null) =>
        Flag(text, name, values.Count > 0, string.Join(", ", values) + (source is null ? "" : $" ({source})"));

    private static void Flag(StringBuilder text, string name, bool isSaid, string value)
    {
        if (isSaid)
        {
            Line(text, name, value);
        }
    }

    private static void Time(StringBuilder text, string name, Setting<TimeSpan> setting, string what) =>
        Flag(text, name, setting.Value > TimeSpan.Zero, $"{setting.Value:c} {what} ({setting.Source})");

    private static void Line(StringBuilder text, string name, string value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"    {name, -12} {value}");
}
