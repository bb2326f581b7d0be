using System.Globalization;
using CsCheck;

namespace Caching.Core.Tests.Keys;

public sealed class BitTypesTests
{
    private static readonly object?[] Values =
    [
        null,
        true,
        false,
        'a',
        ',',
        '\uD800',
        '\uDC00',
        (sbyte)1,
        (byte)1,
        (short)-1,
        (ushort)1,
        0,
        1,
        -1,
        1u,
        1L,
        -1L,
        1ul,
        (nint)1,
        (nuint)1,
        (Int128)1,
        (UInt128)1,
        Colour.Red,
        Colour.Blue,
        (Colour)9,
        DayOfWeek.Monday,
        Guid.Empty,
        new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        "",
        "a",
        "A",
        "é",
        "e\u0301",
        "\uD800",
        "\uFFFD",
        0f,
        -0f,
        float.NaN,
        BitConverter.Int32BitsToSingle(0x7FC00001),
        1f,
        0.1f,
        float.NegativeInfinity,
        0d,
        -0d,
        double.NaN,
        BitConverter.Int64BitsToDouble(0x7FF8000000000001),
        1d,
        0.1d,
        double.Epsilon,
        (Half)0,
        BitConverter.UInt16BitsToHalf(0x8000),
        Half.NaN,
        BitConverter.UInt16BitsToHalf(0x7E01),
        0m,
        0.0m,
        new decimal(0, 0, 0, true, 0),
        new decimal(0, 0, 0, true, 1),
        1m,
        1.0m,
        1.00m,
        -1.0m,
        decimal.MaxValue,
        decimal.MinValue,
        new DateTime(5, DateTimeKind.Utc),
        new DateTime(5, DateTimeKind.Local),
        new DateTime(5),
        new DateTime(6),
        DateTime.MaxValue,
        new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2024, 1, 1, 13, 0, 0, TimeSpan.FromHours(1)),
        new DateOnly(2024, 1, 1),
        new DateOnly(2024, 1, 2),
        new TimeOnly(1),
        new TimeOnly(2),
        TimeSpan.Zero,
        new TimeSpan(1),
        new TimeSpan(-1),
        TimeSpan.MinValue,
    ];

    private static IEnumerable<Type> Types => Values.OfType<object>().Select(value => value.GetType()).Distinct();

    [TestCaseSource(nameof(Types))]
    public void Are_equal_exactly_when_the_encoded_texts_are(Type type)
    {
        var declared = type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
        var comparer = BoxedBits.Of(declared);
        var values = Values.Where(value => value is null || value.GetType() == type).ToArray();
        foreach (var (a, b) in values.SelectMany(a => values.Select(b => (a, Oracle.Copy(b)))))
        {
            var same = Key.Boxed(declared, a) == Key.Boxed(declared, b);
            Assert.That(
                comparer.Same(a, b),
                Is.EqualTo(same),
                string.Create(CultureInfo.InvariantCulture, $"{a} and {b}")
            );
            Assert.That(!same || comparer.Hash(a) == comparer.Hash(b), "equal values need equal hashes");
        }
    }

    [Test]
    public void Agree_with_the_texts_on_any_bits()
    {
        var decimals = BoxedBits.Of(typeof(decimal));
        var doubles = BoxedBits.Of(typeof(double));
        var halves = BoxedBits.Of(typeof(Half));
        Gen.Select(Gen.Decimal, Gen.Double, Gen.UShort, Gen.Int[0, 2])
            .Sample(
                (number, real, bits, scale) =>
                {
                    var scaled = decimal.Round(number, scale) * new decimal(1, 0, 0, false, (byte)scale);
                    var half = BitConverter.UInt16BitsToHalf(bits);
                    var next = BitConverter.UInt16BitsToHalf((ushort)(bits + scale));
                    return decimals.Same(number, scaled) == (Key.Text(number) == Key.Text(scaled))
                        && doubles.Same(real, -real) == (Key.Text(real) == Key.Text(-real))
                        && halves.Same(half, next) == (Key.Text(half) == Key.Text(next));
                },
                iter: 20_000
            );
    }

    [TestCase(typeof(int[]))]
    [TestCase(typeof(Animal))]
    [TestCase(typeof(object))]
    [TestCase(typeof(Uri))]
    [TestCase(typeof(ValueTuple<int, int>))]
    public void Exist_for_the_closed_list_only(Type type) => Assert.That(BitTypes.Of(type), Is.Null);
}
