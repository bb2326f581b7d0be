using CsCheck;

namespace Caching.Core.Tests.Keys;

public sealed class CacheKeysTests
{
    private static readonly Gen<object?> Loose = Gen.OneOf(
        Gen.Int[0, 2].Select(value => (object?)value),
        Gen.Long[0, 2].Select(value => (object?)value),
        Gen.Int[0, 2].Select(value => (object?)(uint)value),
        Gen.Int[0, 2].Select(value => (object?)(ulong)value),
        Gen.Int[0, 2].Select(value => (object?)(short)value),
        Gen.Int[0, 2].Select(value => (object?)(double)value),
        Gen.Int[0, 2].Select(value => (object?)(float)value),
        Gen.Int[0, 2].Select(value => (object?)(decimal)value),
        Gen.Int[0, 2].Select(value => (object?)(Colour)value),
        Gen.Int[0, 2].Select(value => (object?)new[] { value, value }),
        Gen.Bool.Select(value => (object?)value),
        Gen.Char["01LM\"'"].Select(value => (object?)value),
        ValueGen.Text.Select(value => (object?)value),
        Gen.Const((object?)"true"),
        Gen.Const((object?)"1L")
    );

    private static readonly Gen<string> Name = ValueGen.Text.Select(text => string.IsNullOrEmpty(text) ? "name" : text);

    [Test]
    public void The_type_of_a_loose_value_is_part_of_the_key()
    {
        object?[] ids =
        [
            1,
            1L,
            1u,
            1ul,
            (short)1,
            (byte)1,
            1f,
            1d,
            1m,
            '1',
            "1",
            true,
            "true",
            null,
            "~",
            Colour.Green,
            (int[])[1],
            Guid.Empty,
            Guid.Empty.ToString(),
        ];
        var keys = ids.Select(id => CacheKeys.ForModel("p", "Product", id)).ToArray();
        Assert.That(keys, Is.Unique);
        Assert.That(
            keys[..4],
            Is.EqualTo(new[] { "p:Product(1)", "p:Product(1L)", "p:Product(1U)", "p:Product(1UL)" })
        );
    }

    [Test]
    public void Filters_are_sorted_by_name_and_no_filters_are_empty_ones()
    {
        var one = new Dictionary<string, object?> { ["page"] = 2, ["Category"] = "x,y" };
        var other = new Dictionary<string, object?> { ["Category"] = "x,y", ["page"] = 2 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CacheKeys.ForList("p", "Product", one), Is.EqualTo("p:Product{Category=\"x%2Cy\",page=2}"));
            Assert.That(CacheKeys.ForList("p", "Product", other), Is.EqualTo(CacheKeys.ForList("p", "Product", one)));
            Assert.That(
                CacheKeys.ForList("p", "Product"),
                Is.EqualTo(CacheKeys.ForList("p", "Product", new Dictionary<string, object?>()))
            );
            Assert.That(
                CacheKeys.ForQuery("p", "select 1", one),
                Is.EqualTo("p:(select 1){Category=\"x%2Cy\",page=2}")
            );
        }
    }

    [Test]
    public void Models_lists_and_queries_never_share_a_key() =>
        Gen.Select(Parts(), Parts()).Sample((a, b) => (Write(a) == Write(b)) == Same(a, b), iter: 40_000);

    [Test]
    public void A_skipped_parameter_and_a_token_are_not_part_of_the_key_M1()
    {
        var three = Methods.Of<ICalls>("Three");
        Assert.That(
            CacheKeys.ForCall("p", three, [1, "a", true], [1]),
            Is.EqualTo(CacheKeys.ForCall("p", three, [1, "b", true], [1]))
        );
        var two = Methods.Of<ICalls>("Two", typeof(string), typeof(string), typeof(CancellationToken));
        using var source = new CancellationTokenSource();
        Assert.That(Key.Of(two, "a", "b", source.Token), Is.EqualTo(Key.Of(two, "a", "b", null)));
    }

    [Test]
    public void Bad_input_is_refused_at_the_door()
    {
        var three = Methods.Of<ICalls>("Three");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => CacheKeys.ForCall("", three, [1, "a", true]), Throws.ArgumentException);
            Assert.That(
                () => CacheKeys.ForCall("p", three, [1]),
                Throws.ArgumentException.With.Message.Contains("3 parameters")
            );
            Assert.That(
                () => CacheKeys.ForCall("p", three, ["1", "a", true]),
                Throws.ArgumentException.With.Message.Contains("'a'")
            );
            Assert.That(() => CacheKeys.ForCall("p", three, [null, "a", true]), Throws.ArgumentException);
            Assert.That(
                () => CacheKeys.ForCall("p", Methods.Of<ICalls>("Generic"), [1]),
                Throws.ArgumentException.With.Message.Contains("open")
            );
            Assert.That(() => CacheKeys.ForModel("p", "", 1), Throws.ArgumentException);
            Assert.That(() => CacheKeys.ForModel("p", "m", 1, ""), Throws.ArgumentException);
            Assert.That(() => CacheKeys.ForModel("p", "m", new object()), Throws.TypeOf<CacheOperationException>());
            Assert.That(() => CacheKeys.ForList("", "m"), Throws.ArgumentException);
            Assert.That(() => CacheKeys.ForQuery("p", ""), Throws.ArgumentException);
        }
    }

    private sealed record Input(int Kind, string Prefix, string Name, object? Value, string Other);

    private static Gen<Input> Parts() =>
        Gen.Select(Gen.Int[0, 3], Gen.Bool.Select(deep => deep ? "p" : "p:name"), Name, Loose, Name)
            .Select((kind, prefix, name, value, other) => new Input(kind, prefix, name, value, other));

    private static string Write(Input input) =>
        input.Kind switch
        {
            0 => CacheKeys.ForModel(input.Prefix, input.Name, input.Value),
            1 => CacheKeys.ForModel(input.Prefix, input.Name, input.Value, input.Other),
            2 => CacheKeys.ForList(
                input.Prefix,
                input.Name,
                new Dictionary<string, object?> { [input.Other] = input.Value }
            ),
            _ => CacheKeys.ForQuery(
                input.Prefix,
                input.Name,
                new Dictionary<string, object?> { [input.Other] = input.Value }
            ),
        };

    private static bool Same(Input a, Input b) =>
        a.Kind == b.Kind
        && a.Prefix == b.Prefix
        && a.Name == b.Name
        && a.Value?.GetType() == b.Value?.GetType()
        && Oracle.Same(a.Value, b.Value)
        && (a.Kind == 0 || a.Other == b.Other);
}
