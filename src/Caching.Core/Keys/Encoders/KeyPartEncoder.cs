namespace Caching;

/// <summary>Writes values that say themselves how they are written.</summary>
internal sealed class KeyPartEncoder<T> : ArgumentEncoder<T>
    where T : ICacheKeyPart?
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        var text =
            value.ToCacheKeyPart()
            ?? throw new CacheOperationException(
                $"{MethodSignature.TypeName(value.GetType())}.ToCacheKeyPart returned null; return a text for every value.",
                "key"
            );
        if (typeof(T).IsValueType || value.GetType() == typeof(T))
        {
            writer.AppendEscaped(text);
            return;
        }

        writer.AppendEscaped(MethodSignature.TypeName(value.GetType()));
        writer.Append('(');
        writer.AppendEscaped(text);
        writer.Append(')');
    }
}
