using System.Collections.Immutable;
using System.Reflection;

namespace Caching.Core.Tests.Keys;

public enum Colour : byte
{
    Red,
    Green,
    Blue = 200,
}

public record Animal(string? Name);

public sealed record Dog(string? Name, string? Owner) : Animal(Name);

public sealed record Cat(string? Name, string? Owner) : Animal(Name);

public sealed record Tree(string? Text, IReadOnlyList<Tree>? Children);

[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Point(int X, float Y);

[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public struct Plain
{
    public string? A;
    public string? B;
}

public readonly struct Sku(string text) : ICacheKeyPart
{
    public string Text { get; } = text;

    public string ToCacheKeyPart() => Text;
}

public class Tag(string text) : ICacheKeyPart
{
    public string Text { get; } = text;

    public string ToCacheKeyPart() => Text;
}

public sealed class SpecialTag(string text) : Tag(text);

public interface IReader
{
    string Read(string? name);
}

public interface IBook : IReader
{
    new string Read(string? name);
}

public interface IRepo<T>
{
    T Find(T key);

    T Find(int key, string? hint);

    TOther Convert<TOther>(T key, TOther other);
}

public interface ICalls
{
    int None();
    int One(string? a);
    int One(int a);
    int One(long a);
    int One(char a);
    int One(int? a);
    int One(Colour a);
    int Two(string? a, string? b);
    int Two(string? a, string? b, CancellationToken token);
    int Three(int a, string? b, bool c);
    int Array(string?[]? a);
    int List(IReadOnlyList<string?>? a);
    int Nested(List<string?[]?>? a, string? b);
    int Immutable(ImmutableArray<string?>? a);
    int Set(HashSet<string>? a);
    int Map(Dictionary<string, string?>? a);
    int MapOfLists(IReadOnlyDictionary<string, IReadOnlyList<string?>?>? a);
    int Animal(Animal? a);
    int Animals(IReadOnlyList<Animal?>? a);
    int Tree(Tree? a);
    int Point(Point a);
    int Plain(Plain a);
    int Pair((string? First, string? Second) a);
    int Tuple(Tuple<string?, int>? a);
    int Numbers(double a, float b, decimal c);
    int Moments(DateTime a, DateTimeOffset b);
    int Spans(TimeSpan a, DateOnly b, TimeOnly c);
    int Wide(Guid a, Int128 b, ulong c);
    int Bytes(byte[]? a, ReadOnlyMemory<byte> b);
    int Uri(Uri? a);
    int Sku(Sku a);
    int Tag(Tag? a);
    T Generic<T>(T a);
}

internal static class Methods
{
    public static MethodInfo Of<T>(string name, params Type[] parameters) => Of(typeof(T), name, parameters);

    public static MethodInfo Of(Type type, string name, params Type[] parameters) =>
        type.GetMethods()
            .Single(method =>
                method.Name == name
                && (
                    parameters.Length == 0
                    || method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters)
                )
            );
}

internal static class Key
{
    public static string Of(string method, params object?[] arguments) => Of(Methods.Of<ICalls>(method), arguments);

    public static string Of(MethodInfo method, params object?[] arguments) => CacheKeys.ForCall("p", method, arguments);

    /// <summary>The text of one value of a declared type.</summary>
    public static string Text<T>(T value)
    {
        var writer = new KeyWriter(stackalloc char[16]);
        ArgumentEncoders.For<T>().Write(ref writer, value);
        var text = writer.ToString();
        writer.Dispose();
        return text;
    }

    public static string Boxed(Type type, object? value)
    {
        var writer = new KeyWriter(stackalloc char[16]);
        ArgumentEncoders.For(type).Write(ref writer, value);
        var text = writer.ToString();
        writer.Dispose();
        return text;
    }

    public static string? WhyNot<T>() => ArgumentEncoders.TryGet(typeof(T), out _, out var reason) ? null : reason;
}
