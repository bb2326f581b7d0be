using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Caching.Core.Tests.Keys;

/// <summary>The cases that pin the key format.</summary>
internal static class GoldenKeys
{
    public static IEnumerable<(string Case, string Key)> All() =>
        Calls().Concat(Values()).Concat(Collections()).Concat(Composites()).Concat(Others());

    private static IEnumerable<(string, string)> Calls()
    {
        yield return ("no arguments", Key.Of("None"));
        yield return ("string", Key.Of(One(typeof(string)), "a"));
        yield return ("int", Key.Of(One(typeof(int)), 1));
        yield return ("null", Key.Of(One(typeof(string)), (object?)null));
        yield return ("empty", Key.Of(One(typeof(string)), ""));
        yield return ("escaped", Key.Of(Methods.Of<ICalls>("Two", typeof(string), typeof(string)), "a:b", "c"));
        yield return ("three", Key.Of("Three", -1, "x y/z", true));
        yield return (
            "overload with a token",
            Key.Of(
                Methods.Of<ICalls>("Two", typeof(string), typeof(string), typeof(CancellationToken)),
                "a",
                "b",
                default(CancellationToken)
            )
        );
        yield return ("64 characters", Key.Of(One(typeof(string)), new string('a', 64)));
        yield return ("65 characters", Key.Of(One(typeof(string)), new string('a', 65)));
        yield return (
            "generic method",
            Key.Of(Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(Dog)), (object?)null)
        );
        yield return (
            "generic contract",
            Key.Of(Methods.Of<IRepo<Animal>>("Find", typeof(int), typeof(string)), 1, "h")
        );
        yield return ("inherited interface", Key.Of(Methods.Of<IReader>("Read"), "a"));
        yield return ("owner and tenant", KeyGen.Write(new Call(Index("Three"), [1, "a", true], "b", "t|1")));
    }

    private static IEnumerable<(string, string)> Values()
    {
        yield return ("every reserved character", Key.Text("%,:|~#()[]{}=;@*?\\'\"^!"));
        yield return ("control characters", Key.Text("\0\n\u007F\u0085"));
        yield return ("other languages", Key.Text("é日本\uD83D\uDE00"));
        yield return ("lone surrogates", Key.Text("\uD800x\uDFFF"));
        yield return ("char", Key.Text(','));
        yield return ("bool", Key.Text(false));
        yield return ("enum", Key.Text(Colour.Blue));
        yield return ("long", Key.Text(long.MinValue));
        yield return ("Int128", Key.Text(Int128.MaxValue));
        yield return ("BigInteger", Key.Text(BigInteger.Pow(10, 30)));
        yield return ("double", Key.Text(0.1));
        yield return ("double -0", Key.Text(-0d));
        yield return ("double infinity", Key.Text(double.NegativeInfinity));
        yield return ("double NaN", Key.Text(BitConverter.Int64BitsToDouble(0x7FF8000000000001)));
        yield return ("float", Key.Text(1e20f));
        yield return ("Half", Key.Text((Half)1.5));
        yield return ("decimal 1.0", Key.Text(1.0m));
        yield return ("decimal 1.00", Key.Text(1.00m));
        yield return ("decimal -0.0", Key.Text(new decimal(0, 0, 0, true, 1)));
        yield return ("int? null", Key.Text<int?>(null));
        yield return ("Guid", Key.Text(new Guid("00112233-4455-6677-8899-aabbccddeeff")));
        yield return ("DateTime UTC", Key.Text(new DateTime(2024, 2, 29, 1, 2, 3, 4, DateTimeKind.Utc)));
        yield return ("DateTime local", Key.Text(new DateTime(2024, 2, 29, 1, 2, 3, 4, DateTimeKind.Local)));
        yield return ("DateTime", Key.Text(new DateTime(2024, 2, 29, 1, 2, 3, 4)));
        yield return ("DateTimeOffset", Key.Text(new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-3.5))));
        yield return ("DateOnly", Key.Text(new DateOnly(2024, 2, 29)));
        yield return ("TimeOnly", Key.Text(new TimeOnly(1, 2, 3)));
        yield return ("TimeSpan", Key.Text(TimeSpan.FromHours(-25.5)));
        yield return ("Uri", Key.Text(new Uri("https://example.org/a?b=c")));
        yield return ("relative Uri", Key.Text(new Uri("/a", UriKind.Relative)));
        yield return ("Version", Key.Text(new Version(1, 2, 3)));
        yield return ("CultureInfo", Key.Text(CultureInfo.GetCultureInfo("de-DE")));
        yield return ("bytes", Key.Text<byte[]>([0xFB, 0xFF, 0x00]));
    }

    private static IEnumerable<(string, string)> Collections()
    {
        yield return ("array", Key.Text<string?[]>(["a", "", null, "b,c"]));
        yield return ("empty array", Key.Text<string?[]>([]));
        yield return (
            "nested lists",
            Key.Text<List<int[]>>([
                [1, 2],
                [],
                [3],
            ])
        );
        yield return ("default ImmutableArray", Key.Text(default(ImmutableArray<int>)));
        yield return ("set", Key.Text<HashSet<int>>([2, 10, 1]));
        yield return ("dictionary", Key.Text(new Dictionary<string, int[]> { ["b"] = [1], ["a=1"] = [] }));
    }

    private static IEnumerable<(string, string)> Composites()
    {
        yield return ("tuple", Key.Text((1, (string?)null, true)));
        yield return ("one empty string in a tuple", Key.Text(ValueTuple.Create("")));
        yield return ("pair", Key.Text(KeyValuePair.Create("a", 1)));
        yield return ("record", Key.Text(new Dog("Rex", "")));
        yield return ("derived record", Key.Text<Animal>(new Dog("Rex", null)));
        yield return ("record struct", Key.Text(new Point(1, -0f)));
        yield return ("struct", Key.Text(new Plain { A = "a" }));
        yield return ("record in itself", Key.Text(new Tree("a", [new Tree("b", [])])));
        yield return ("key part", Key.Text(new Sku("a:b")));
        yield return ("key part of a derived type", Key.Text<Tag>(new SpecialTag("a:b")));
    }

    private static IEnumerable<(string, string)> Others()
    {
        yield return ("model", CacheKeys.ForModel("p", "Product", 1L));
        yield return ("field of a model", CacheKeys.ForModel("p", "Product", Guid.Empty, "Name"));
        yield return (
            "list",
            CacheKeys.ForList(
                "p",
                "Product",
                new Dictionary<string, object?>
                {
                    ["b"] = "1",
                    ["a"] = 1.0m,
                    ["c"] = null,
                }
            )
        );
        yield return (
            "query",
            CacheKeys.ForQuery("p", "select * from t", new Dictionary<string, object?> { ["id"] = 'x' })
        );
        yield return ("interpolated", CacheKeys.Format($"rate:{Colour.Green}:{"a:b"}-{"c"}"));
    }

    private static System.Reflection.MethodInfo One(Type type) => Methods.Of<ICalls>("One", type);

    private static int Index(string name) => Array.FindIndex(KeyGen.All, pair => pair.Method.Name == name);
}
