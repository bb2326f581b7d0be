using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Caching.Redis.Tests.Wire;

/// <summary>Every type that the check passes comes back as it was written.</summary>
public sealed class JsonValueTests
{
    private static readonly JsonCacheSerializer Serializer = new();

    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(-3.5));

    private static readonly Line ALine = new(
        7,
        "näme 🙂 \"\\\u0000",
        new Money(1.00m, "€"),
        Colour.Blue,
        At,
        Guid.Empty
    );

    public static IEnumerable<TestCaseData> Values()
    {
        yield return Case<int>(-5);
        yield return Case<int?>(null);
        yield return Case<int?>(5);
        yield return Case<string?>(null);
        yield return Case("");
        yield return Case("a\ud83d\ude42\ufffdz");
        yield return Case('x');
        yield return Case('\ufffd');
        yield return Case(true);
        yield return Case(long.MinValue);
        yield return Case(ulong.MaxValue);
        yield return Case(Int128.MinValue);
        yield return Case((Half)1.5);
        yield return Case(double.Epsilon);
        yield return Case(double.NaN);
        yield return Case(double.NegativeInfinity);
        yield return Case(float.MaxValue);
        yield return Case(0.1m);
        yield return Case(decimal.MaxValue);
        yield return Case(Guid.Parse("11112222-3333-4444-5555-666677778888"));
        yield return Case(At);
        yield return Case(new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(7));
        yield return Case(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified));
        yield return Case(new DateOnly(2026, 1, 2));
        yield return Case(new TimeOnly(23, 59, 59, 999));
        yield return Case(TimeSpan.MinValue);
        yield return Case(new Uri("https://a.example/b?c=d#e"));
        yield return Case(new Version(1, 2, 3, 4));
        yield return Case(Colour.Red);
        yield return Case((Colour)99);
        yield return Case<Colour?>(null);
        yield return Case((1, "a"));
        yield return Case((1, (2, "b"), 3, 4, 5, 6, 7, 8, 9));
        yield return Case(Tuple.Create(1, "a"));
        yield return Case(new KeyValuePair<string, int>("k", 1));
        yield return Case(new Pixel { X = 1, Y = 2 });
        yield return Case(new Vector3(1, 2, 3));
        yield return Case(ALine);
        yield return Case<Line?>(null);
        yield return Case<Shape>(new Circle(1.5));
        yield return Case<Shape[]>([new Circle(1), new Square(2)]);
        yield return Case(new HolderOf<int?>(null));
        yield return Case(new HolderOf<(int, string)>((1, "x")));
    }

    public static IEnumerable<TestCaseData> Collections()
    {
        yield return Case<byte[]>([1, 2, 255]);
        yield return Case<byte[]>([]);
        yield return Case<int[]>([]);
        yield return Case<int[][]>([
            [1],
            [],
            [2, 3],
        ]);
        yield return Case<string?[]>([null, "", "a"]);
        yield return Case<List<Line>>([ALine, ALine]);
        yield return Case<IReadOnlyList<int>>([1, 2]);
        yield return Case<IEnumerable<int>>([1, 2]);
        yield return Case<ICollection<int>>([1, 2]);
        yield return Case<ISet<int>>(new HashSet<int> { 1, 2 });
        yield return Case<HashSet<string>>(["a", "b"]);
        yield return Case<SortedSet<int>>([3, 1]);
        yield return Case(new Queue<int>([1, 2]));
        yield return Case(new LinkedList<int>([1, 2]));
        yield return Case(new ConcurrentQueue<int>([1, 2]));
        yield return Case(new Collection<int> { 1, 2 });
        yield return Case(new ObservableCollection<int> { 1, 2 });
        yield return Case<ImmutableArray<int>>([1, 2]);
        yield return Case<ImmutableList<string>>(["a", "b"]);
        yield return Case<ImmutableHashSet<int>>([1, 2]);
        yield return Case(ImmutableQueue.Create(1, 2));
        yield return Case(new Dictionary<string, Money> { ["a.b"] = new(1, "x"), ["$id"] = new(2, "y") });
        yield return Case(new Dictionary<int, string?> { [-1] = null });
        yield return Case(new Dictionary<Guid, int> { [Guid.Empty] = 1 });
        yield return Case(new Dictionary<Colour, int> { [Colour.Red] = 1 });
        yield return Case(new Dictionary<char, int> { ['"'] = 1 });
        yield return Case(new Dictionary<DateOnly, int> { [new DateOnly(2026, 1, 1)] = 1 });
        yield return Case(new Dictionary<string, int>());
        yield return Case<IReadOnlyDictionary<string, int>>(new Dictionary<string, int> { ["a"] = 1 });
        yield return Case(new SortedDictionary<string, int> { ["b"] = 1, ["a"] = 2 });
        yield return Case(new ConcurrentDictionary<string, int> { ["a"] = 1 });
        yield return Case(ImmutableDictionary.Create<string, int>().Add("a", 1));
        yield return Case(ImmutableSortedDictionary.Create<int, string>().Add(1, "a"));
        yield return Case<Dictionary<string, List<(int, string?)>>>(new() { ["a"] = [(1, null), (2, "b")] });
    }

    [TestCaseSource(nameof(Values))]
    [TestCaseSource(nameof(Collections))]
    public void A_value_comes_back_as_it_was(Func<(CachingProblem? Problem, object? Back)> trip, object? value)
    {
        var (problem, back) = trip();

        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Null);
            Assert.That(back, Is.EqualTo(value));
        });
    }

    [Test]
    public void Lists_in_records_nested_records_and_nulls_come_back()
    {
        var order = new Order(1, [ALine], new() { ["x"] = 2 }) { Note = "n", Previous = new Order(0, [], []) };

        var back = RoundTrip(Serializer, order);

        Assert.Multiple(() =>
        {
            Assert.That(Serializer.Check(typeof(Order)), Is.Null);
            Assert.That(back!.Lines, Is.EqualTo(order.Lines));
            Assert.That(back.Counts, Is.EqualTo(order.Counts));
            Assert.That(
                (back.Id, back.Note, back.Previous!.Note, back.Previous.Lines.Count),
                Is.EqualTo((1, "n", default(string), 0))
            );
        });
    }

    [Test]
    public void Json_itself_comes_back()
    {
        using var document = JsonDocument.Parse("""{"a":[1,null,"x"]}""");

        Assert.Multiple(() =>
        {
            Assert.That(Serializer.Check(typeof(JsonElement)), Is.Null);
            Assert.That(Serializer.Check(typeof(JsonNode)), Is.Null);
            Assert.That(JsonElement.DeepEquals(RoundTrip(Serializer, document.RootElement), document.RootElement));
            Assert.That(
                JsonNode.DeepEquals(
                    RoundTrip<JsonNode>(Serializer, new JsonObject { ["a"] = 1 }),
                    new JsonObject { ["a"] = 1 }
                )
            );
        });
    }

    [Test]
    public void A_local_time_stays_local_and_the_scale_of_a_decimal_and_minus_zero_are_kept()
    {
        var local = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local);

        Assert.Multiple(() =>
        {
            Assert.That(RoundTrip(Serializer, local).Kind, Is.EqualTo(DateTimeKind.Local));
            Assert.That(RoundTrip(Serializer, local), Is.EqualTo(local));
            Assert.That(decimal.GetBits(RoundTrip(Serializer, 1.00m)), Is.EqualTo(decimal.GetBits(1.00m)));
            Assert.That(double.IsNegative(RoundTrip(Serializer, -0.0)));
        });
    }

    // System.Text.Json would write U+FFFD in its place, and another text would come back.
    [Test]
    public void Half_a_surrogate_pair_is_refused_when_it_is_written()
    {
        var half = "a" + '\ud83d';
        Assert.Multiple(() =>
        {
            Assert.That(() => RoundTrip(Serializer, half), Throws.TypeOf<JsonException>());
            Assert.That(() => RoundTrip(Serializer, half + "b"), Throws.TypeOf<JsonException>());
            Assert.That(() => RoundTrip(Serializer, half[1]), Throws.TypeOf<JsonException>());
            Assert.That(() => RoundTrip(Serializer, new HolderOf<string>(half)), Throws.TypeOf<JsonException>());
            Assert.That(
                () => RoundTrip(Serializer, new Dictionary<string, int> { [half] = 1 }),
                Throws.TypeOf<JsonException>()
            );
        });
    }

    [Test]
    public void A_derived_object_is_refused_instead_of_being_written_as_its_base()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Serializer.Check(typeof(Animal)), Is.Null);
            Assert.That(RoundTrip(Serializer, new Animal { Name = "a" })!.Name, Is.EqualTo("a"));
            Assert.That(
                () => RoundTrip<Animal>(Serializer, new Dog { Name = "d" }),
                Throws.TypeOf<NotSupportedException>().With.Message.Contains("Dog would be written as Animal")
            );
            Assert.That(() => RoundTrip<Animal[]>(Serializer, [new Dog()]), Throws.TypeOf<NotSupportedException>());
            Assert.That(
                () => RoundTrip<Animal>(new JsonCacheSerializer(WireContext.Default), new Dog()),
                Throws.TypeOf<NotSupportedException>()
            );
        });
    }

    [Test]
    public void A_source_generated_context_is_enough()
    {
        var serializer = new JsonCacheSerializer(WireContext.Default);

        Assert.Multiple(() =>
        {
            Assert.That(serializer.Check(typeof(Order)), Is.Null);
            Assert.That(serializer.Check(typeof((int, string))), Is.Null);
            Assert.That(RoundTrip(serializer, new Order(1, [ALine], []))!.Lines, Is.EqualTo(new[] { ALine }));
            Assert.That(RoundTrip(serializer, (1, "a")), Is.EqualTo((1, "a")));
            Assert.That(serializer.DescribeSchema(typeof(Order)), Does.Contain("Previous"));
        });
    }

    [Test]
    public void Options_are_copied_and_keep_their_converters()
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } };
        var serializer = new JsonCacheSerializer(options);
        options.Converters.Clear();
        var output = new ArrayBufferWriter<byte>();

        serializer.Serialize(output, (Colour.Red, 1));

        Assert.Multiple(() =>
        {
            Assert.That(output.WrittenSpan.SequenceEqual("""{"Item1":"Red","Item2":1}"""u8));
            Assert.That(serializer.Deserialize<(Colour, int)>(output.WrittenSpan), Is.EqualTo((Colour.Red, 1)));
            Assert.That(options.IncludeFields, Is.False);
        });
    }

    [Test]
    public void Two_serializers_on_one_thread_keep_their_own_options()
    {
        var camel = new JsonCacheSerializer(
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }
        );

        Assert.Multiple(() =>
        {
            Assert.That(Json(camel, new Money(1, "a")), Is.EqualTo("""{"amount":1,"currency":"a"}"""));
            Assert.That(Json(Serializer, new Money(1, "a")), Is.EqualTo("""{"Amount":1,"Currency":"a"}"""));
            Assert.That(Json(camel, new Money(1, "a")), Is.EqualTo("""{"amount":1,"currency":"a"}"""));
        });
    }

    [Test]
    public void A_failure_while_writing_leaves_the_writer_usable()
    {
        Assert.That(() => Json(Serializer, new HolderOf<string>("\ud83d")), Throws.TypeOf<JsonException>());
        Assert.That(Json(Serializer, new Money(1, "a")), Is.EqualTo("""{"Amount":1,"Currency":"a"}"""));
    }

    internal static string Json<T>(JsonCacheSerializer serializer, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, value);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal static T? RoundTrip<T>(JsonCacheSerializer serializer, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, value);
        return serializer.Deserialize<T>(output.WrittenSpan);
    }

    private static TestCaseData Case<T>(T value) =>
        new TestCaseData(
            (Func<(CachingProblem?, object?)>)(() => (Serializer.Check(typeof(T)), RoundTrip(Serializer, value))),
            value
        ).SetArgDisplayNames(FriendlyNames.Of(typeof(T)), value?.ToString()?.Replace('"', '\'') ?? "null");
}
