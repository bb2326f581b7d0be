using System.Reflection;

namespace Caching;

/// <summary>Writes keys without a container: pure functions, culture-free, two different inputs never the same key.</summary>
/// <remarks>
/// Thread-safe. Every argument is escaped, and hashed when its text is longer than 64 characters. The key that an
/// intercepted call uses also names the implementation that answers it; ask the container's key service for that one.
/// </remarks>
public static class CacheKeys
{
    /// <summary>Writes the key of a call: <c>{prefix}:{contract}.{signature}:{arguments}</c>.</summary>
    /// <param name="prefix">The prefix, used as it is.</param>
    /// <param name="method">The method, without open type parameters.</param>
    /// <param name="arguments">Its arguments, one for each parameter, skipped ones included.</param>
    /// <param name="skip">The positions of parameters that aren't part of the key; none by default.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">
    /// Thrown when the prefix is empty, the method is open or the arguments don't fit its parameters.
    /// </exception>
    /// <exception cref="CacheConfigurationException">Thrown when a parameter can't be part of a key.</exception>
    public static string ForCall(
        string prefix,
        MethodInfo method,
        IReadOnlyList<object?> arguments,
        IReadOnlyCollection<int>? skip = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(arguments);
        CallArguments.ThrowUnlessFitting(method, arguments);
        var head = $"{prefix}:{MethodSignature.Contract(method)}.{MethodSignature.Describe(method)}:";
        var problems = new List<CachingProblem>();
        var skipped = skip is null ? [] : new HashSet<int>(skip);
        var key = CallKey.Create(head, method, skipped, [], FriendlyNames.Of(method), problems);
        if (key is null)
        {
            throw new CacheConfigurationException(problems);
        }

        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            key.Write(ref writer, [.. arguments], []);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes the key of one model: <c>{prefix}:{model}({id})</c>, or of a field of it: <c>….{field}</c>.</summary>
    /// <param name="prefix">The prefix, used as it is.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="id">What identifies it; its type is part of the key: <c>1</c>, <c>1L</c>, <c>"1"</c>.</param>
    /// <param name="field">The field, if only that is meant.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">Thrown when the prefix, the model or the field is empty.</exception>
    /// <exception cref="CacheOperationException">Thrown when the type of the id can't be written into a key.</exception>
    public static string ForModel(string prefix, string model, object? id, string? field = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentException.ThrowIfNullOrEmpty(model);
        if (field is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(field);
        }

        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            Begin(ref writer, prefix, model);
            writer.Append('(');
            LooseValue.WriteArgument(ref writer, id);
            writer.Append(')');
            if (field is not null)
            {
                writer.Append('.');
                writer.AppendEscaped(field);
            }

            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes the key of a list of models: <c>{prefix}:{model}{{filter=value,…}}</c>, filters sorted by name.</summary>
    /// <param name="prefix">The prefix, used as it is.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="filters">
    /// The filters by name; none is the same as an empty one. The type of a value is part of the key: <c>1</c>,
    /// <c>1L</c>, <c>"1"</c>.
    /// </param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">Thrown when the prefix or the model is empty.</exception>
    /// <exception cref="CacheOperationException">Thrown when the type of a value can't be written into a key.</exception>
    public static string ForList(string prefix, string model, IReadOnlyDictionary<string, object?>? filters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentException.ThrowIfNullOrEmpty(model);
        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            Begin(ref writer, prefix, model);
            LooseValue.WriteNamed(ref writer, filters);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes the key of a query: <c>{prefix}:({query}){{parameter=value,…}}</c>, parameters sorted by name.</summary>
    /// <param name="prefix">The prefix, used as it is.</param>
    /// <param name="query">The text of the query, hashed when it is long.</param>
    /// <param name="parameters">
    /// The parameters by name; none is the same as an empty one. The type of a value is part of the key: <c>1</c>,
    /// <c>1L</c>, <c>"1"</c>.
    /// </param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">Thrown when the prefix or the query is empty.</exception>
    /// <exception cref="CacheOperationException">Thrown when the type of a value can't be written into a key.</exception>
    public static string ForQuery(string prefix, string query, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentException.ThrowIfNullOrEmpty(query);
        var writer = new KeyWriter(stackalloc char[256]);
        try
        {
            writer.Append(prefix);
            writer.Append(":(");
            var start = writer.BeginArgument();
            writer.AppendEscaped(query);
            writer.EndArgument(start);
            writer.Append(')');
            LooseValue.WriteNamed(ref writer, parameters);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Returns the key or tag that an interpolated string writes, its holes encoded and escaped.</summary>
    /// <param name="text">The interpolated string, such as <c>$"product:{id}"</c>.</param>
    /// <returns>The text, the same that a template <c>product:{id}</c> writes.</returns>
    public static string Format(CacheKeyText text)
    {
        try
        {
            return text.ToString();
        }
        finally
        {
            text.Dispose();
        }
    }

    private static void Begin(ref KeyWriter writer, string prefix, string model)
    {
        writer.Append(prefix);
        writer.Append(':');
        writer.AppendEscaped(model);
    }
}
