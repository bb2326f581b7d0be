using System.Reflection;

namespace Caching;

/// <summary>Builds the encoder of one type and of everything that it is made of.</summary>
/// <remarks>Used once per type asked for, by one thread; types that contain themselves refer back to the encoder in the making.</remarks>
internal sealed class EncoderFactory
{
    // A generic type may contain itself with ever larger arguments; these end that.
    private const int MaxDepth = 32;
    private const int MaxTypes = 256;

    private readonly Dictionary<Type, IDeferredEncoder?> _inTheMaking = [];
    private readonly Dictionary<Type, ArgumentEncoder> _made = [];

    public (ArgumentEncoder? Encoder, string? Reason) Create(Type type) =>
        Find(type, out var reason) is { } encoder ? (encoder, null) : (null, reason);

    /// <summary>Finds or builds the encoder of a part.</summary>
    public ArgumentEncoder? Find(Type type, out string reason)
    {
        reason = "";
        if (SimpleEncoders.All.TryGetValue(type, out var encoder) || _made.TryGetValue(type, out encoder))
        {
            return encoder;
        }

        if (_inTheMaking.TryGetValue(type, out var deferred))
        {
            deferred ??= (IDeferredEncoder)New(typeof(DeferredEncoder<>), [type]);
            _inTheMaking[type] = deferred;
            return (ArgumentEncoder)deferred;
        }

        if (_inTheMaking.Count >= MaxDepth || _made.Count >= MaxTypes)
        {
            reason = "it is made of too many types";
            return null;
        }

        _inTheMaking.Add(type, null);
        encoder = Build(type, out reason);
        _inTheMaking.Remove(type, out deferred);
        if (encoder is not null)
        {
            deferred?.Complete(encoder);
            _made.Add(type, encoder);
        }

        return encoder;
    }

    public static ArgumentEncoder New(Type encoder, Type[] types, params object[] arguments) =>
        (ArgumentEncoder)
            Activator.CreateInstance(
                encoder.MakeGenericType(types),
                BindingFlags.Instance | BindingFlags.Public,
                binder: null,
                arguments,
                culture: null
            )!;

    private ArgumentEncoder? Build(Type type, out string reason)
    {
        reason = Refusals.ReasonFor(type) ?? "";
        if (reason.Length > 0)
        {
            return null;
        }

        if (typeof(ICacheKeyPart).IsAssignableFrom(type))
        {
            return New(typeof(KeyPartEncoder<>), [type]);
        }

        if (type.IsEnum)
        {
            return New(typeof(EnumEncoder<,>), [type, Enum.GetUnderlyingType(type)]);
        }

        if (Nullable.GetUnderlyingType(type) is { } given)
        {
            return Find(given, out reason) is { } encoder ? New(typeof(NullableEncoder<>), [given], encoder) : null;
        }

        return CollectionEncoders.Knows(type) ? CollectionEncoders.Create(type, this, out reason)
            : FieldsEncoders.Knows(type) ? FieldsEncoders.Create(type, this, out reason)
            : Refuse(type, out reason);
    }

    private static ArgumentEncoder? Refuse(Type type, out string reason)
    {
        reason = Refusals.OfUnknown(type);
        return null;
    }
}
