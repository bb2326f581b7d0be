using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using CsCheck;
using static Caching.Core.Tests.Keys.ValueGen;

namespace Caching.Core.Tests.Keys;

internal sealed record Call(int Method, object?[] Arguments, string Owner, string? Tenant)
{
    public override string ToString() =>
        $"{KeyGen.All[Method].Method}({string.Join(" | ", Arguments)}) owner {Owner} tenant {Tenant}";
}

/// <summary>Generates calls and pairs of calls.</summary>
internal static class KeyGen
{
    public static readonly CultureInfo[] Cultures =
    [
        CultureInfo.InvariantCulture,
        CultureInfo.GetCultureInfo("de-DE"),
        CultureInfo.GetCultureInfo("tr-TR"),
        CultureInfo.GetCultureInfo("ar-SA"),
        CultureInfo.GetCultureInfo("fa-IR"),
        CultureInfo.GetCultureInfo("th-TH"),
        CultureInfo.GetCultureInfo("sv-SE"),
    ];

    /// <summary>The methods and what generates their arguments.</summary>
    public static readonly (MethodInfo Method, Gen<object?[]> Arguments)[] All =
    [
        (Methods.Of<ICalls>("None"), Gen.Const(System.Array.Empty<object?>())),
        (Methods.Of<ICalls>("One", typeof(string)), Of(Text)),
        (Methods.Of<ICalls>("One", typeof(int)), Of(Ints)),
        (Methods.Of<ICalls>("One", typeof(long)), Of(Ints.Select(value => (long)value))),
        (Methods.Of<ICalls>("One", typeof(char)), Of(Gen.OneOf(Pick(',', '%', '\uD800', '\0', 'a'), Gen.Char))),
        (Methods.Of<ICalls>("One", typeof(int?)), Of(OrNullValue(Ints))),
        (Methods.Of<ICalls>("One", typeof(Colour)), Of(Pick(Colour.Red, Colour.Green, Colour.Blue, (Colour)7))),
        (Methods.Of<ICalls>("Two", typeof(string), typeof(string)), Of(Text, Text)),
        (
            Methods.Of<ICalls>("Two", typeof(string), typeof(string), typeof(CancellationToken)),
            Of(Text, Text, Gen.Const(CancellationToken.None))
        ),
        (Methods.Of<ICalls>("Three"), Of(Ints, Text, Gen.Bool)),
        (Methods.Of<ICalls>("Array"), Of(Texts)),
        (Methods.Of<ICalls>("List"), Of(Texts.Select(array => array?.ToList()))),
        (Methods.Of<ICalls>("Nested"), Of(OrNull(Texts.List[0, 3]), Text)),
        (
            Methods.Of<ICalls>("Immutable"),
            Of(Texts.Select(array => (object?)(array is null ? null : ImmutableArray.Create(array))))
        ),
        (Methods.Of<ICalls>("Set"), Of(OrNull(GivenText.Array[0, 3].Select(texts => new HashSet<string>(texts))))),
        (Methods.Of<ICalls>("Map"), Of(Map)),
        (
            Methods.Of<ICalls>("MapOfLists"),
            Of(
                Gen.Select(GivenText, Texts)
                    .Array[0, 2]
                    .Select(pairs =>
                        pairs
                            .DistinctBy(pair => pair.Item1)
                            .ToDictionary(p => p.Item1, p => (IReadOnlyList<string?>?)p.Item2)
                    )
            )
        ),
        (Methods.Of<ICalls>("Animal"), Of(Animals)),
        (Methods.Of<ICalls>("Animals"), Of(OrNull(Animals.Array[0, 3]))),
        (Methods.Of<ICalls>("Tree"), Of(Trees)),
        (Methods.Of<ICalls>("Point"), Of(Gen.Select(Ints, Reals).Select((x, y) => new Point(x, (float)y)))),
        (Methods.Of<ICalls>("Plain"), Of(Gen.Select(Text, Text).Select((a, b) => new Plain { A = a, B = b }))),
        (Methods.Of<ICalls>("Pair"), Of(Gen.Select(Text, Text).Select((a, b) => (a, b)))),
        (Methods.Of<ICalls>("Tuple"), Of(Gen.Select(Text, Ints).Select((a, b) => Tuple.Create(a, b)))),
        (Methods.Of<ICalls>("Numbers"), Of(Reals, Reals.Select(value => (float)value), Decimals)),
        (Methods.Of<ICalls>("Moments"), Of(Moment, Offset)),
        (
            Methods.Of<ICalls>("Spans"),
            Of(
                Gen.Int[-2, 2].Select(i => TimeSpan.FromHours(i * 13.5)),
                Gen.Int[1, 3].Select(d => new DateOnly(2024, 1, d)),
                Gen.Int[1, 3].Select(h => new TimeOnly(h, 0))
            )
        ),
        (Methods.Of<ICalls>("Wide"), Of(Gen.Guid, Ints.Select(value => (Int128)value * long.MaxValue), Gen.ULong)),
        (
            Methods.Of<ICalls>("Bytes"),
            Of(OrNull(Gen.Byte.Array[0, 3]), Gen.Byte.Array[0, 2].Select(bytes => new ReadOnlyMemory<byte>(bytes)))
        ),
        (
            Methods.Of<ICalls>("Uri"),
            Of(
                Pick(
                    null,
                    new Uri("/a", UriKind.Absolute),
                    new Uri("/a", UriKind.Relative),
                    new Uri("!/a", UriKind.Relative),
                    new Uri("", UriKind.Relative)
                )
            )
        ),
        (Methods.Of<ICalls>("Sku"), Of(GivenText.Select(text => new Sku(text)))),
        (
            Methods.Of<ICalls>("Tag"),
            Of(
                Gen.Select(Gen.Int[0, 2], GivenText)
                    .Select(
                        (kind, text) =>
                            kind switch
                            {
                                0 => null,
                                1 => new Tag(text),
                                _ => new SpecialTag(text),
                            }
                    )
            )
        ),
        (Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(string)), Of(Text)),
        (Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(int)), Of(Ints)),
        (Methods.Of<IRepo<string>>("Find", typeof(string)), Of(Text)),
        (Methods.Of<IRepo<string>>("Find", typeof(int), typeof(string)), Of(Ints, Text)),
        (Methods.Of<IRepo<Animal>>("Find", typeof(int), typeof(string)), Of(Ints, Text)),
        (Methods.Of<IRepo<string>>("Convert").MakeGenericMethod(typeof(string)), Of(Text, Text)),
        (Methods.Of<IReader>("Read"), Of(Text)),
        (Methods.Of<IBook>("Read"), Of(Text)),
    ];

    public static readonly CallKey[] ForShop = [.. All.Select(pair => Create(pair.Method, "Shop.Catalog"))];

    public static readonly CallKey[] ForOther = [.. All.Select(pair => Create(pair.Method, "Shop.Catalog#2"))];

    private static readonly Gen<Call> Calls = Gen.Int[0, All.Length - 1].SelectMany(Of);

    /// <summary>Two calls: copies, of one method with some arguments exchanged, or of any two methods.</summary>
    public static readonly Gen<(Call First, Call Second)> Pairs = Gen.Frequency(
        (1, Calls.Select(call => (call, call with { Arguments = [.. call.Arguments.Select(Oracle.Copy)] }))),
        (
            5,
            Gen.Int[0, All.Length - 1]
                .SelectMany(method => Gen.Select(Of(method), Of(method), Gen.Int[0, 31]).Select(Mix))
        ),
        (2, Gen.Select(Calls, Calls))
    );

    public static string Write(Call call)
    {
        var writer = new KeyWriter(stackalloc char[64]);
        var key = (call.Owner == "a" ? ForShop : ForOther)[call.Method];
        key.Write(ref writer, call.Arguments, new object?[] { call.Tenant });
        var text = writer.ToString();
        writer.Dispose();
        return text;
    }

    public static bool Same(Call a, Call b) =>
        a.Method == b.Method
        && a.Owner == b.Owner
        && string.Equals(a.Tenant, b.Tenant, StringComparison.Ordinal)
        && a.Arguments.Zip(b.Arguments).All(pair => Oracle.Same(pair.First, pair.Second));

    public static T In<T>(int culture, Func<T> write)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Cultures[culture];
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CallKey Create(MethodInfo method, string owner)
    {
        var problems = new List<CachingProblem>();
        var key = CallKey.Create(
            CallKey.Head("cache", method, KeyEscaping.Escape(owner)),
            method,
            new HashSet<int>(),
            [typeof(string)],
            "test",
            problems
        );
        Assert.That(problems, Is.Empty);
        return key!;
    }

    private static Gen<Call> Of(int method) =>
        Gen.Select(All[method].Arguments, Pick("a", "a", "a", "b"), Pick("t1", "t1", "t1", "t2", null, ""))
            .Select((arguments, owner, tenant) => new Call(method, arguments, owner, tenant));

    private static (Call, Call) Mix(Call a, Call b, int mask)
    {
        var mixed = a.Arguments.Select(
            (argument, index) => (mask >> index & 1) == 0 ? Oracle.Copy(argument) : b.Arguments[index]
        );
        return (
            a,
            new Call(a.Method, [.. mixed], (mask & 8) == 0 ? a.Owner : b.Owner, (mask & 16) == 0 ? a.Tenant : b.Tenant)
        );
    }

    private static Gen<object?[]> Of<T>(Gen<T> a) => a.Select(x => new object?[] { x });

    private static Gen<object?[]> Of<T1, T2>(Gen<T1> a, Gen<T2> b) =>
        Gen.Select(a, b).Select((x, y) => new object?[] { x, y });

    private static Gen<object?[]> Of<T1, T2, T3>(Gen<T1> a, Gen<T2> b, Gen<T3> c) =>
        Gen.Select(a, b, c).Select((x, y, z) => new object?[] { x, y, z });
}
