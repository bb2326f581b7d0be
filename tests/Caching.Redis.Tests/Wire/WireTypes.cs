using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caching.Redis.Tests.Wire;

public enum Colour
{
    None = 0,
    Red = 1,
    Blue = 4,
}

public sealed record Money(decimal Amount, string Currency);

public sealed record Line(int Id, string? Name, Money Price, Colour Colour, DateTimeOffset At, Guid Token);

public sealed record Order(int Id, IReadOnlyList<Line> Lines, Dictionary<string, int> Counts)
{
    public string? Note { get; init; }

    public Order? Previous { get; init; }
}

[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public struct Pixel
{
    public int X;
    public int Y;
}

public class Animal
{
    public string Name { get; set; } = "";
}

public sealed class Dog : Animal
{
    public int Age { get; set; }
}

[JsonPolymorphic]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

public sealed class ReadOnlyTotal(int count)
{
    public int Count { get; } = count;

    public int Total => Count * 2;
}

public sealed class ReadOnlyTotalIgnored(int count)
{
    public int Count { get; } = count;

    [JsonIgnore]
    public int Total => Count * 2;
}

public sealed record Holder(object Data);

public sealed record HolderOf<T>(T Data);

[JsonDerivedType(typeof(Cat))]
public class Undiscriminated
{
    public int Legs { get; set; }
}

public sealed class Cat : Undiscriminated;

public interface IThing
{
    int Id { get; }
}

public abstract class AbstractThing
{
    public int Id { get; set; }
}

public sealed class NoUsableConstructor
{
    public NoUsableConstructor(int other) => Id = other;

    public int Id { get; set; }
}

public sealed class TwoConstructors
{
    public TwoConstructors(int id) => Id = id;

    public TwoConstructors(int id, string name) => (Id, Name) = (id, name);

    public int Id { get; }

    public string Name { get; } = "";
}

public sealed class Internals
{
    public int Id { get; set; }

    internal string Secret { get; set; } = "";
}

public sealed class PrivateState(int seed)
{
    private readonly int _seed = seed;

    public PrivateState()
        : this(0) { }

    public int Twice() => _seed * 2;
}

public sealed class InitialValue
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; } = "initial";
}

public sealed class Extended
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

public sealed class Filled
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public List<int> Items { get; set; } = [1];
}

public sealed class WriteOnly
{
    private int _id;

    public int Id
    {
        set => _id = value;
    }

    public int Read() => _id;
}

public sealed class PagedList : List<int>
{
    public int Total { get; set; }
}

public sealed class OneWay(List<int> items) : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class Node
{
    public int Id { get; set; }

    public List<Node> Children { get; set; } = [];
}

[JsonSourceGenerationOptions(IncludeFields = true)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof((int Id, string Name)))]
[JsonSerializable(typeof(Animal))]
public sealed partial class WireContext : JsonSerializerContext;
