using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caching.Redis.Tests.Wire;

/// <summary>What doesn't come back whole is told before it is written, each with its way out.</summary>
public sealed class JsonCheckTests
{
    private static readonly JsonCacheSerializer Serializer = new();

    private static readonly JsonSerializerOptions Bare = new();

    [TestCase(typeof(object), "object is an object", "Declare the type")]
    [TestCase(typeof(Holder), "Holder.Data is an object", "[JsonIgnore]")]
    [TestCase(typeof(List<object>), "an element of List<object> is an object", "another serializer")]
    [TestCase(typeof(Dictionary<string, object>), "a value of Dictionary<string, object> is an object", "Declare")]
    [TestCase(typeof(HolderOf<HolderOf<object[]>>), "an element of HolderOf<object[]>.Data is an object", "Declare")]
    [TestCase(typeof((int, object)), "ValueTuple<int, object>.Item2 is an object", "Declare")]
    [TestCase(typeof(ArrayList), "an element of ArrayList is an object", "Declare")]
    [TestCase(typeof(ReadOnlyTotal), "ReadOnlyTotal.Total is written, but can't be read back", "[JsonIgnore]")]
    [TestCase(
        typeof(List<ReadOnlyTotal>),
        "ReadOnlyTotal.Total is written",
        "an init setter or a constructor parameter"
    )]
    [TestCase(typeof(BigInteger), "can't be read back", "[JsonIgnore]")]
    [TestCase(typeof(Complex), "can't be read back", "[JsonIgnore]")]
    [TestCase(typeof(IThing), "IThing is a IThing, of which no instance can be made", "concrete type")]
    [TestCase(
        typeof(HolderOf<AbstractThing>),
        "HolderOf<AbstractThing>.Data is a AbstractThing, of which",
        "[JsonDerivedType]"
    )]
    [TestCase(typeof(NoUsableConstructor), "has no constructor that reading can use", "[JsonConstructor]")]
    [TestCase(typeof(TwoConstructors), "has no constructor that reading can use", "[JsonConstructor]")]
    [TestCase(
        typeof(Undiscriminated),
        "may be a Cat, which is written without a discriminator",
        "[JsonDerivedType(typeof(Cat), "
    )]
    [TestCase(typeof(Internals), "Internals.Secret isn't written", "[JsonInclude]")]
    [TestCase(typeof(PrivateState), "PrivateState has no member that is written, but private fields", "[JsonInclude]")]
    [TestCase(
        typeof(InitialValue),
        "InitialValue.Name isn't written when it is null or default",
        "JsonIgnoreCondition.Never"
    )]
    [TestCase(typeof(Extended), "Extended.Rest holds extension data", "[JsonExtensionData]")]
    [TestCase(
        typeof(Filled),
        "Filled.Items is added to what the constructor made",
        "JsonObjectCreationHandling.Replace"
    )]
    [TestCase(typeof(WriteOnly), "WriteOnly.Id is read, but never written", "getter")]
    [TestCase(typeof(Stack<int>), "a stack, which JSON gives back in reverse", "Queue<T>")]
    [TestCase(typeof(ConcurrentStack<int>), "a stack", "Queue<T>")]
    [TestCase(typeof(ImmutableStack<int>), "a stack", "Queue<T>")]
    [TestCase(typeof(PagedList), "written as its elements only: Total would be lost", "record")]
    [TestCase(typeof(OneWay), "a collection that can't be made, filled or written", "List<T>")]
    [TestCase(typeof(ReadOnlyCollection<int>), "a collection that can't be made, filled or written", "List<T>")]
    [TestCase(typeof(ArraySegment<int>), "a collection that can't be made, filled or written", "an array")]
    [TestCase(typeof(ILookup<int, int>), "can't be made", "List<T>")]
    [TestCase(typeof(Dictionary<Money, int>), "a key of Dictionary<Money, int> is a Money", "list of pairs")]
    [TestCase(typeof(Dictionary<(int, int), int>), "which can't be the name of a JSON member", "Guid as the key")]
    [TestCase(typeof(IAsyncEnumerable<int>), "can't be made, filled or written", "array")]
    [TestCase(typeof(Action), "Action is a Action, which System.Text.Json doesn't read or write", "another serializer")]
    [TestCase(typeof(Type), "which System.Text.Json doesn't read or write", "another serializer")]
    [TestCase(typeof(HolderOf<Func<int>>), "HolderOf<Func<int>>.Data is a Func<int>", "[JsonIgnore]")]
    [TestCase(typeof(IntPtr), "which System.Text.Json doesn't read or write", "another serializer")]
    [TestCase(typeof(int[,]), "which System.Text.Json doesn't read or write", "another serializer")]
    [TestCase(typeof(Span<int>), "which System.Text.Json refuses", "another serializer")]
    [TestCase(typeof(int*), "which System.Text.Json refuses", "another serializer")]
    public void A_type_that_does_not_come_back_is_refused(Type type, string what, string wayOut)
    {
        var problem = Serializer.Check(type);

        Assert.That(problem, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(problem.Where, Is.EqualTo(FriendlyNames.Of(type)));
            Assert.That(problem.What, Does.Contain(what));
            Assert.That(problem.WayOut, Does.Contain(wayOut));
        });
    }

    [TestCase(typeof(ReadOnlyTotalIgnored))]
    [TestCase(typeof(Node))]
    [TestCase(typeof(Shape))]
    [TestCase(typeof(Memory<byte>))]
    [TestCase(typeof(IDictionary<string, int>))]
    [TestCase(typeof(IImmutableList<int>))]
    public void A_type_that_comes_back_passes(Type type) => Assert.That(Serializer.Check(type), Is.Null);

    [Test]
    public void A_type_that_the_context_does_not_know_is_named()
    {
        var problem = new JsonCacheSerializer(WireContext.Default).Check(typeof(Node));

        Assert.That(
            problem,
            Is.EqualTo(
                new CachingProblem(
                    "Node",
                    "Node is a Node, for which the serializer has no contract.",
                    "Put [JsonSerializable(typeof(Node))] on the source-generated context."
                )
            )
        );
    }

    public static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(
            new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.IgnoreCycles },
            typeof(int),
            "IgnoreCycles writes null"
        );
        yield return new TestCaseData(
            new JsonSerializerOptions { DictionaryKeyPolicy = JsonNamingPolicy.CamelCase },
            typeof(Dictionary<string, int>),
            "DictionaryKeyPolicy changes its keys"
        );
        yield return new TestCaseData(
            new JsonSerializerOptions { NumberHandling = JsonNumberHandling.WriteAsString },
            typeof(HolderOf<int>),
            "can't be read as the options write it"
        );
        yield return new TestCaseData(
            new JsonSerializerOptions { IgnoreReadOnlyProperties = true },
            typeof(ReadOnlyTotalIgnored),
            "ReadOnlyTotalIgnored.Count isn't written"
        );
        yield return new TestCaseData(
            new JsonSerializerOptions { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate },
            typeof(Node),
            "Node.Children is added to"
        );
    }

    [TestCaseSource(nameof(Settings))]
    public void Options_that_lose_values_are_refused(JsonSerializerOptions options, Type type, string what) =>
        Assert.That(new JsonCacheSerializer(options).Check(type)?.What, Does.Contain(what));

    [Test]
    public void What_the_refusals_are_for_is_true()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ByJson(new Stack<int>([1, 2])), Is.Not.EqualTo(new Stack<int>([1, 2])));
            Assert.That(ByJson(new PagedList { Total = 5 })!.Total, Is.Zero);
            Assert.That(ByJson(new Internals { Secret = "s" })!.Secret, Is.Empty);
            Assert.That(ByJson(new InitialValue { Name = null })!.Name, Is.EqualTo("initial"));
            Assert.That(ByJson(new Filled())!.Items, Has.Count.EqualTo(2));
            Assert.That(ByJson<Undiscriminated>(new Cat()), Is.TypeOf<Undiscriminated>());
            Assert.That(ByJson((1, "a")), Is.EqualTo((0, default(string))));
        });
    }

    [Test]
    public void A_converter_of_the_user_is_trusted()
    {
        var options = new JsonSerializerOptions { Converters = { new ThingConverter() } };

        Assert.That(new JsonCacheSerializer(options).Check(typeof(HolderOf<IThing>)), Is.Null);
    }

    private static T? ByJson<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Bare), Bare);

    private sealed class ThingConverter : JsonConverter<IThing>
    {
        public override IThing? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            null;

        public override void Write(Utf8JsonWriter writer, IThing value, JsonSerializerOptions options) =>
            writer.WriteNullValue();
    }
}
