using CsCheck;

namespace Caching.Core.Tests.Keys;

/// <summary>Generates arguments from small pools of hostile values, so that equal and nearly equal ones are frequent.</summary>
internal static class ValueGen
{
    private static readonly string?[] Hostile =
    [
        null,
        "",
        "~",
        "''",
        "!",
        "a",
        "b",
        "A",
        "a,b",
        ",",
        ",,",
        "a%2Cb",
        "%",
        "%2C",
        "%25",
        "[",
        "]",
        "[]",
        "[a]",
        "[a,b]",
        "{}",
        "{Name=a}",
        "(",
        ")",
        "(a,b)",
        "|",
        "a|b",
        ":",
        "a:b",
        "=",
        "a=b",
        "@",
        "#",
        "*",
        "?",
        "\\",
        "\"",
        "'",
        "^",
        ";",
        " ",
        "\0",
        "\n",
        "\u007F",
        "\u0080",
        "\u009F",
        "\u00A0",
        "\uD800",
        "\uDC00",
        "\uD83D\uDE00",
        "\uDE00\uD83D",
        "\uFFFD",
        "%uD800",
        "1",
        "01",
        "-1",
        "1.0",
        "i",
        "I",
        "ı",
        "İ",
        "é",
        "e\u0301",
        "null",
        "true",
        new('a', 64),
        new('a', 65),
        new('a', 66),
        new(',', 22),
        "#47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
    ];

    private static readonly string[] Pieces =
    [
        "a",
        "b",
        ",",
        "%",
        "~",
        "''",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "=",
        "|",
        "\uD800",
        "#",
    ];

    public static readonly Gen<string?> Text = Gen.OneOf(
        Pick(Hostile),
        Pick(Pieces).Array[0, 4].Select(pieces => (string?)string.Concat(pieces)),
        Gen.String.Select(text => (string?)text)
    );

    public static readonly Gen<string> GivenText = Text.Select(text => text ?? "given");

    public static readonly Gen<int> Ints = Gen.OneOf(Pick(0, 1, -1, 10, 11, int.MinValue, int.MaxValue), Gen.Int);

    public static readonly Gen<string?[]?> Texts = OrNull(Text.Array[0, 3]);

    public static readonly Gen<Dictionary<string, string?>?> Map = OrNull(
        Gen.Select(GivenText, Text)
            .Array[0, 3]
            .Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(p => p.Item1, p => p.Item2))
    );

    public static readonly Gen<Animal?> Animals = Gen.Select(Gen.Int[0, 3], Text, Text)
        .Select(
            (kind, name, owner) =>
                kind switch
                {
                    0 => null,
                    1 => new Animal(name),
                    2 => new Dog(name, owner),
                    _ => new Cat(name, owner),
                }
        );

    public static readonly Gen<Tree?> Trees = Gen.Select(Text, Text.Array[0, 2], Gen.Bool, Gen.Bool)
        .Select(
            (text, leaves, given, leafless) =>
                given ? new Tree(text, leafless ? null : [.. leaves.Select(leaf => new Tree(leaf, null))]) : null
        );

    public static readonly Gen<double> Reals = Gen.OneOf(
        Pick(
            0d,
            -0d,
            1d,
            double.NaN,
            BitConverter.Int64BitsToDouble(0x7FF8000000000001),
            double.PositiveInfinity,
            0.1,
            double.Epsilon
        ),
        Gen.Double
    );

    public static readonly Gen<decimal> Decimals = Gen.OneOf(
        Pick(
            0m,
            0.0m,
            new decimal(0, 0, 0, true, 0),
            new decimal(0, 0, 0, true, 1),
            1m,
            1.0m,
            1.00m,
            -1m,
            decimal.MaxValue,
            0.1m
        ),
        Gen.Decimal
    );

    public static readonly Gen<DateTime> Moment = Gen.Select(
            Pick(0L, 1L, 637_000_000_000_000_000L),
            Gen.Enum<DateTimeKind>()
        )
        .Select((ticks, kind) => new DateTime(ticks, kind));

    public static readonly Gen<DateTimeOffset> Offset = Gen.Select(Gen.Int[0, 2], Gen.Int[-2, 2])
        .Select((hour, offset) => new DateTimeOffset(2024, 1, 2, 12 + hour, 0, 0, TimeSpan.FromMinutes(offset * 30)));

    public static Gen<T?> OrNull<T>(Gen<T> gen)
        where T : class => Gen.Frequency((1, Gen.Const((T?)null)), (6, gen.Select(value => (T?)value)));

    public static Gen<int?> OrNullValue(Gen<int> gen) =>
        Gen.Frequency((1, Gen.Const((int?)null)), (4, gen.Select(value => (int?)value)));

    public static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
