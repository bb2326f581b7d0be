using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Caching;

/// <summary>Knows the encoder of every type that can be written into a key.</summary>
internal static class ArgumentEncoders
{
    /// <summary>The three ways out for a type that has no encoder.</summary>
    public const string WayOut =
        "Skip the parameter, let its type implement ICacheKeyPart, or write the key yourself with cache-aside.";

    private static readonly ConcurrentDictionary<Type, (ArgumentEncoder? Encoder, string? Reason)> Known = new();

    /// <summary>Finds the encoder of a declared type.</summary>
    /// <param name="declared">The type of a parameter or value as declared.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="reason">Why there is none, as the end of a sentence.</param>
    public static bool TryGet(
        Type declared,
        [NotNullWhen(true)] out ArgumentEncoder? encoder,
        [NotNullWhen(false)] out string? reason
    )
    {
        (encoder, reason) = Known.GetOrAdd(declared, static type => new EncoderFactory().Create(type));
        return encoder is not null;
    }

    /// <summary>Returns the encoder of <typeparamref name="T"/>.</summary>
    /// <exception cref="CacheOperationException">Thrown when values of the type can't be written into a key.</exception>
    public static ArgumentEncoder<T> For<T>() =>
        EncoderOf<T>.Encoder ?? throw NotEncodable(typeof(T), EncoderOf<T>.Reason);

    public static ArgumentEncoder For(Type type) =>
        TryGet(type, out var encoder, out var reason) ? encoder : throw NotEncodable(type, reason);

    private static CacheOperationException NotEncodable(Type type, string? reason) =>
        new($"A value of type {MethodSignature.TypeName(type)} can't be written into a key: {reason}. {WayOut}", "key");

    private static class EncoderOf<T>
    {
        public static readonly ArgumentEncoder<T>? Encoder = TryGet(typeof(T), out var encoder, out _)
            ? (ArgumentEncoder<T>)encoder
            : null;

        public static readonly string? Reason = TryGet(typeof(T), out _, out var reason) ? null : reason;
    }
}
