namespace Caching;

/// <summary>Writes one field of a value.</summary>
internal abstract class FieldWriter<TOwner>(string lead)
{
    /// <summary>Gets what stands before its value: a separator, its name.</summary>
    public string Lead => lead;

    public abstract void Write(ref KeyWriter writer, TOwner owner);
}
