namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>A thing that anyone may change.</summary>
public sealed class Product
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
