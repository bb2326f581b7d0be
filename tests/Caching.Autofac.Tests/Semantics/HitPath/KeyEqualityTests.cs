using CsCheck;

namespace Caching.Registration.Tests.Semantics.HitPath;

/// <summary>Decision 6: a call is a hit exactly when its key is that of an earlier call, however it is looked up.</summary>
public sealed class KeyEqualityTests
{
    private const int Samples = 300;
    private static readonly long SomeTicks = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Unspecified).Ticks;

    private static Gen<DateTime> Times =>
        Gen.Select(
            Gen.OneOf(From(SomeTicks), Gen.Long[0, DateTime.MaxValue.Ticks]),
            From(DateTimeKind.Utc, DateTimeKind.Local, DateTimeKind.Unspecified),
            (ticks, kind) => new DateTime(ticks, kind)
        );

    private static Gen<DateTimeOffset> Offsets =>
        Gen.Select(
            From(0L, TimeSpan.TicksPerHour, 2 * TimeSpan.TicksPerHour),
            Gen.Int[-2, 2],
            (ticks, hours) => new DateTimeOffset(SomeTicks + ticks, TimeSpan.FromHours(hours))
        );

    [Test]
    public void Integers() => AssertHitsAreEqualKeys(Gen.OneOf(Gen.Int[-2, 2], Gen.Int));

    [Test]
    public void Long_integers() => AssertHitsAreEqualKeys(Gen.OneOf(Gen.Long[-2, 2], Gen.Long));

    [Test]
    public void Texts() =>
        AssertHitsAreEqualKeys(
            Gen.OneOf(From<string?>(null, "", "a", "A", "~", "a,b", "a", "\u0301", "%7E"), Gen.String!)
        );

    [Test]
    public void Booleans() => AssertHitsAreEqualKeys(Gen.Bool);

    [Test]
    public void Characters() => AssertHitsAreEqualKeys(Gen.OneOf(From('a', 'A', ',', '\0', '\uD800'), Gen.Char));

    [Test]
    public void Enumerations() =>
        AssertHitsAreEqualKeys(Gen.OneOf(Gen.Enum<DayOfWeek>(), Gen.Int[0, 9].Select(day => (DayOfWeek)day)));

    [Test]
    public void Guids() => AssertHitsAreEqualKeys(Gen.OneOf(From(Guid.Empty, Guid.AllBitsSet), Gen.Guid));

    [Test]
    public void Dates_and_times() => AssertHitsAreEqualKeys(Times);

    [Test]
    public void Dates_and_times_with_offsets() => AssertHitsAreEqualKeys(Offsets);

    [Test]
    public void Decimals() =>
        AssertHitsAreEqualKeys(Gen.OneOf(From(1.0m, 1.00m, 1m, 0m, 0.0m, -0.0m, decimal.Negate(0m), -1m), Gen.Decimal));

    [Test]
    public void Doubles() =>
        AssertHitsAreEqualKeys(
            Gen.OneOf(
                From(0d, -0d, double.NaN, -double.NaN, 1d, double.Epsilon, double.PositiveInfinity),
                From(BitConverter.Int64BitsToDouble(0x7FF8000000000001)),
                Gen.Double
            )
        );

    [Test]
    public void Floats() => AssertHitsAreEqualKeys(Gen.OneOf(From(0f, -0f, float.NaN, -float.NaN, 1f), Gen.Float));

    [Test]
    public void Nullable_ints() =>
        AssertHitsAreEqualKeys(Gen.OneOf(From<int?>(null, 0, 1, -1), Gen.Int.Select(value => (int?)value)));

    [Test]
    public void Nullable_dates_and_times() =>
        AssertHitsAreEqualKeys(
            Gen.OneOf(From<DateTime?>(null, DateTime.MinValue), Times.Select(value => (DateTime?)value))
        );

    [Test]
    public void Byte_arrays() => AssertHitsAreEqualKeys(Gen.OneOf(Gen.Byte[0, 2].Array[0, 2], Gen.Byte.Array[30, 60]));

    [Test]
    public void Records() =>
        AssertHitsAreEqualKeys(
            Gen.Select(Gen.Int[0, 2], From<string?>(null, "", "a", "},Id=1"), (id, name) => new Row(id, name))
        );

    private static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void AssertHitsAreEqualKeys<T>(Gen<T> values)
    {
        var target = new Pairs<T>();
        using var host = CacheHost.Of<IPairs<T>>(target);
        var pairs = host.Get<IPairs<T>>();
        var method = typeof(IPairs<T>).GetMethod(nameof(IPairs<>.Cached))!;

        Gen.Select(values, values)
            .Sample(
                (left, right) =>
                {
                    (T, T)[] calls = [(left, left), (left, right), (right, left), (right, right)];
                    var keys = calls
                        .Select(call => CacheKeys.ForCall("p", method, [call.Item1, call.Item2]))
                        .Distinct();
                    var expected = keys.Count();
                    target.Calls = 0;
                    host.Cache.Clear();

                    return calls.Sum(call => Read(pairs.Memoized, call)) >= 0
                        && target.Take() == expected
                        && calls.Sum(call => Read(pairs.Cached, call)) >= 0
                        && target.Take() == expected
                        && calls.Sum(call => Read((x, y) => Completed(pairs.CachedAsync(x, y)), call)) >= 0
                        && target.Take() == expected;
                },
                iter: Samples,
                threads: 1
            );
    }

    // Loads, finds by text, finds by arguments.
    private static int Read<T>(Func<T, T, int> method, (T Left, T Right) call) =>
        method(call.Left, call.Right) * method(call.Left, call.Right) * method(call.Left, call.Right);

    private static int Completed(ValueTask<int> task) =>
        task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("Has to wait for nothing.");

    public sealed record Row(int Id, string? Name);

    private sealed class Pairs<T> : IPairs<T>
    {
        public int Calls { get; set; }

        public int Take() => (Calls, Calls = 0).Item1;

        public int Memoized(T left, T right) => Count();

        public int Cached(T left, T right) => Count();

        public ValueTask<int> CachedAsync(T left, T right) => new(Count());

        private int Count()
        {
            Calls++;
            return 1;
        }
    }
}
