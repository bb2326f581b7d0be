using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caching.Redis.Tests.Wire;

/// <summary>The description changes exactly when entries written before mean something else.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonCacheSerializer Serializer = new();

    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Reordered), true)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Added), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Removed), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Renamed), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Retyped), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Nullable), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Required), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Ignored), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Conditional), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Numbers), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Converted), false)]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Named), false)]
    [TestCase(typeof(Shapes.EnumOne), typeof(Shapes.EnumTwo), false)]
    [TestCase(typeof(Shapes.EnumOne), typeof(Shapes.EnumText), false)]
    [TestCase(typeof(Shapes.EnumText), typeof(Shapes.EnumMemberName), false)]
    [TestCase(typeof(Shapes.BaseOne), typeof(Shapes.BaseTwo), false)]
    public void Two_shapes_have_one_description_only_if_nothing_but_the_order_differs(Type one, Type other, bool same)
    {
        // Types are part of a description by their names; what is left is the shape.
        var first = Serializer.DescribeSchema(one).Replace(one.ToString(), "X", StringComparison.Ordinal);
        var second = Serializer.DescribeSchema(other).Replace(other.ToString(), "X", StringComparison.Ordinal);

        Assert.That(first == second, Is.EqualTo(same), first + "\n" + second);
    }

    [TestCase(typeof(int), typeof(long))]
    [TestCase(typeof(int), typeof(int?))]
    [TestCase(typeof(int[]), typeof(List<int>))]
    [TestCase(typeof(Dictionary<int, int>), typeof(Dictionary<string, int>))]
    [TestCase(typeof(HolderOf<int>), typeof(HolderOf<uint>))]
    [TestCase(typeof(Shapes.Plain), typeof(Shapes.Reordered))]
    [TestCase(typeof(Node), typeof(List<Node>))]
    public void Two_types_have_two_descriptions(Type one, Type other) =>
        Assert.That(Serializer.DescribeSchema(one), Is.Not.EqualTo(Serializer.DescribeSchema(other)));

    public static IEnumerable<JsonSerializerOptions> Settings()
    {
        yield return new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        yield return new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } };
        yield return new JsonSerializerOptions { NumberHandling = JsonNumberHandling.WriteAsString };
        yield return new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        yield return new JsonSerializerOptions { DictionaryKeyPolicy = JsonNamingPolicy.CamelCase };
        yield return new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve };
        yield return new JsonSerializerOptions { Converters = { new MoneyConverter() } };
    }

    [TestCaseSource(nameof(Settings))]
    public void Other_options_give_another_description(JsonSerializerOptions options)
    {
        var plain = new JsonCacheSerializer(new JsonSerializerOptions()).DescribeSchema(typeof(Order));

        Assert.That(new JsonCacheSerializer(options).DescribeSchema(typeof(Order)), Is.Not.EqualTo(plain));
    }

    [Test]
    public void A_change_deep_inside_changes_the_whole()
    {
        var other = new JsonCacheSerializer(new JsonSerializerOptions { Converters = { new MoneyConverter() } });
        var plain = new JsonCacheSerializer(new JsonSerializerOptions());

        Assert.That(
            other.DescribeSchema(typeof(Dictionary<string, List<Order?>>)),
            Is.Not.EqualTo(plain.DescribeSchema(typeof(Dictionary<string, List<Order?>>)))
        );
    }

    [Test]
    public void The_culture_and_the_serializer_object_leave_no_trace()
    {
        var before = Serializer.DescribeSchema(typeof(Order));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { NumberFormat = { NegativeSign = "~" } };

            Assert.Multiple(() =>
            {
                Assert.That(new JsonCacheSerializer().DescribeSchema(typeof(Order)), Is.EqualTo(before));
                Assert.That(Serializer.DescribeSchema(typeof(Shapes.EnumOne)), Does.Contain("Minus=-1=-1"));
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void A_type_that_holds_itself_is_described_once()
    {
        var text = Serializer.DescribeSchema(typeof(Node));

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("#0"));
            Assert.That(text.Split("Children"), Has.Length.EqualTo(2));
        });
    }

    // No module version, assembly or hash code: the text is the same on the next machine and after the next build.
    [Test]
    public void A_description_is_pinned()
    {
        Assert.That(
            Serializer.DescribeSchema(typeof(Money)),
            Is.EqualTo(
                "numbers=AllowNamedFloatingPointLiterals;ignore=Never;caseless=False;unmapped=Skip;fill=Replace;"
                    + "nulls=False;required=False;keys=;references=;Caching.Redis.Tests.Wire.Money{\"Amount\" get set parameter"
                    + "   :System.Decimal;\"Currency\" get set parameter   :System.String;}"
            )
        );
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            null;

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteNullValue();
    }

    private static class Shapes
    {
        public sealed record Plain
        {
            public int A { get; init; }
            public int B { get; init; }
        }

        public sealed record Reordered
        {
            public int B { get; init; }
            public int A { get; init; }
        }

        public sealed record Added
        {
            public int A { get; init; }
            public int B { get; init; }
            public int C { get; init; }
        }

        public sealed record Removed
        {
            public int A { get; init; }
        }

        public sealed record Renamed
        {
            public int A { get; init; }
            public int Bb { get; init; }
        }

        public sealed record Retyped
        {
            public int A { get; init; }
            public long B { get; init; }
        }

        public sealed record Nullable
        {
            public int A { get; init; }
            public int? B { get; init; }
        }

        public sealed record Required
        {
            public int A { get; init; }
            public required int B { get; init; }
        }

        public sealed record Ignored
        {
            public int A { get; init; }

            [JsonIgnore]
            public int B { get; init; }
        }

        public sealed record Conditional
        {
            public int A { get; init; }

            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
            public int B { get; init; }
        }

        public sealed record Numbers
        {
            public int A { get; init; }

            [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
            public int B { get; init; }
        }

        public sealed record Converted
        {
            public int A { get; init; }

            [JsonConverter(typeof(TenTimes))]
            public int B { get; init; }
        }

        public sealed record Named
        {
            public int A { get; init; }

            [JsonPropertyName("b")]
            public int B { get; init; }
        }

        public enum EnumOne
        {
            Minus = -1,
            One = 1,
        }

        public enum EnumTwo
        {
            Minus = -1,
            One = 2,
        }

        [JsonConverter(typeof(JsonStringEnumConverter))]
        public enum EnumText
        {
            Minus = -1,
            One = 1,
        }

        [JsonConverter(typeof(JsonStringEnumConverter))]
        public enum EnumMemberName
        {
            Minus = -1,

            [JsonStringEnumMemberName("uno")]
            One = 1,
        }

        [JsonDerivedType(typeof(Derived), "a")]
        public abstract record BaseOne
        {
            private sealed record Derived : BaseOne;
        }

        [JsonDerivedType(typeof(Derived), "b")]
        public abstract record BaseTwo
        {
            private sealed record Derived : BaseTwo;
        }

        public sealed class TenTimes : JsonConverter<int>
        {
            public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                reader.GetInt32() / 10;

            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
                writer.WriteNumberValue(value * 10);
        }
    }
}
