namespace Caching;

/// <summary>Writes one field of a value.</summary>
internal abstract class FieldWriter<TOwner>(string name)
{
    public string Name => name;

    public abstract void Write(ref KeyWriter writer, TOwner owner);
}
