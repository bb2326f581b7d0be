namespace Caching.Core.Tests.Keys;

public sealed class KeyTemplateTests
{
    public class Owner
    {
        public int Id { get; init; }
        public string? Name { get; init; }
        public Owner? Parent { get; init; }
        public DateTime? Born { get; init; }
        public string Field = "field";
        public object Anything { get; } = new();
        public Line Line { get; init; }
        public Line? Maybe { get; init; }

        public static bool operator ==(Owner? a, Owner? b) => throw new InvalidOperationException("asked for equality");

        public static bool operator !=(Owner? a, Owner? b) => throw new InvalidOperationException("asked for equality");

        public override bool Equals(object? obj) => throw new InvalidOperationException("asked for equality");

        public override int GetHashCode() => Id;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    public readonly struct Line(int length)
    {
        public int Length { get; } = length;
        public Owner? Of => null;
    }

    public interface INamed
    {
        string Name { get; }
    }

    public interface IProduct : INamed;

    public sealed record Product(string Name) : IProduct;

    public interface IService
    {
        Owner Find(int id, string? name, CancellationToken token);
        Owner Save(Owner? owner, IReadOnlyList<string> names);
        Owner Odd(string result, IProduct product);
    }

    [TestCase("product:{id}", "product:7")]
    [TestCase("product:{0}:{1}", "product:7:a%2Cb")]
    [TestCase("{{{id}}}", "{7}")]
    [TestCase("all", "all")]
    [TestCase("{ id }", "7")]
    [TestCase("{name.Length}", "3")]
    [TestCase("{id}-{name}", "7-a%2Cb", Description = "only a digit could continue a number")]
    [TestCase("{name}-{id}", "a%2Cb-,7", Description = "a hyphen may be part of the name")]
    [TestCase("{id}{name}", "7,a%2Cb")]
    public void Writes_encoded_holes(string template, string expected) =>
        Assert.That(Write("Find", template, 7, "a,b", default(CancellationToken)), Is.EqualTo(expected));

    [Test]
    public void Follows_properties_and_fields_and_a_null_on_the_way_is_null_C4()
    {
        var parent = new Owner
        {
            Id = 1,
            Name = null,
            Born = new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc),
            Line = new Line(5),
        };
        var child = new Owner { Id = 2, Parent = parent };
        string Text(string template, Owner? owner) => Write("Save", template, owner, new[] { "a" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text("{owner.Parent.Id}", child), Is.EqualTo("1"));
            Assert.That(Text("{owner.Parent.Id}", parent), Is.EqualTo("~"));
            Assert.That(Text("{owner.Id}", null), Is.EqualTo("~"));
            Assert.That(Text("{owner.Parent.Name.Length}", child), Is.EqualTo("~"));
            Assert.That(Text("{owner.Field}", child), Is.EqualTo("field"));
            Assert.That(Text("{owner.Born.Year}", parent), Is.EqualTo("2024"));
            Assert.That(Text("{owner.Born.Year}", child), Is.EqualTo("~"));
            Assert.That(Text("{owner.Born}", child), Is.EqualTo("~"));
            Assert.That(Text("{owner.Line.Length}", parent), Is.EqualTo("5"));
            Assert.That(Text("{owner.Line.Of.Line.Length}", parent), Is.EqualTo("~"));
            Assert.That(Text("{owner.Maybe.Length}", parent), Is.EqualTo("~"));
            Assert.That(Text("{owner.Maybe.Length}", new Owner { Maybe = new Line(3) }), Is.EqualTo("3"));
            Assert.That(Text("{owner.Maybe.HasValue}", parent), Is.EqualTo("false"));
            Assert.That(Text("{names}:{names.Count}", child), Is.EqualTo("[a]:1"));
        }
    }

    [Test]
    public void Reads_members_of_inherited_interfaces() =>
        Assert.That(Write("Odd", "{product.Name}", "r", new Product("x")), Is.EqualTo("x"));

    [Test]
    public void Reads_the_result_where_there_is_one()
    {
        var template = Parse("Find", "owner:{result.Name}:{id}", TemplateUse.Tag, out _, typeof(Owner))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(template.UsesResult, Is.True);
            Assert.That(
                template.ToText([3, "", default(CancellationToken)], new Owner { Name = "x:y" }),
                Is.EqualTo("owner:x%3Ay:3")
            );
            Assert.That(template.ToText([3, "", default(CancellationToken)], null), Is.EqualTo("owner:~:3"));
        }
    }

    [Test]
    public void Arguments_can_be_taken_before_the_call_and_the_result_after_it()
    {
        var template = Parse("Find", "{name}-{id}:{result.Id}", TemplateUse.Tag, out _, typeof(Owner))!;
        object?[] arguments = [3, "a", default(CancellationToken)];
        var bound = template.AsOf(arguments);
        arguments[0] = 4;
        Assert.That(bound.ToText([], new Owner { Id = 9 }), Is.EqualTo("a-,3:9"));
        Assert.That(bound.Shape, Is.EqualTo("a-,3:*"));
    }

    [Test]
    public void A_parameter_called_result_is_that_parameter_unless_there_is_a_result_too()
    {
        Assert.That(Write("Odd", "{result}", "r", new Product("x")), Is.EqualTo("r"));
        Assert.That(Parse("Odd", "{result}", TemplateUse.Tag, out var problems, typeof(Owner)), Is.Null);
        Assert.That(problems.Single().WayOut, Does.Contain("{0}"));
    }

    [Test]
    public void A_pattern_keeps_the_globs_of_its_literals_and_escapes_its_holes_C4()
    {
        var pattern = Parse("Find", "product:{name}:*", TemplateUse.Pattern, out _)!;
        var hostile = pattern.ToText([1, "*", default(CancellationToken)], null);
        var missing = pattern.ToText([1, null, default(CancellationToken)], null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pattern.Shape, Is.EqualTo("product:*:*"));
            Assert.That(Glob.IsMatch(hostile, "product:other:1"), Is.False);
            Assert.That(Glob.IsMatch(hostile, "product:" + Key.Text("*") + ":1"), Is.True);
            Assert.That(Glob.IsMatch(missing, "product:other:1"), Is.False);
            Assert.That(Glob.IsMatch(missing, "product:~:1"), Is.True);
        }

        var lists = Parse("Save", "product:{names}", TemplateUse.Pattern, out _)!;
        var glob = lists.ToText([null, new[] { "a", "*" }], null);
        Assert.That(Glob.IsMatch(glob, "product:" + Key.Text<IReadOnlyList<string?>>(["a", "*"])), Is.True);
        Assert.That(Glob.IsMatch(glob, "product:a"), Is.False);
    }

    [Test]
    public void A_long_hole_is_hashed_alike_in_keys_and_patterns()
    {
        object?[] arguments = [1, new string('x', 100), default(CancellationToken)];
        var key = Parse("Find", "product:{name}", TemplateUse.Key, out _)!.ToText(arguments, null);
        var pattern = Parse("Find", "product:{name}", TemplateUse.Pattern, out _)!.ToText(arguments, null);
        Assert.That(key, Does.Match("^product:#[A-Za-z0-9_-]{43}$"));
        Assert.That(Glob.IsMatch(pattern, key), Is.True);
    }

    [Test]
    public void The_shape_matches_every_key()
    {
        var template = Parse("Find", "a*[{name}]:{id}", TemplateUse.Key, out _)!;
        foreach (var name in new[] { "", "a", "*", null })
        {
            Assert.That(
                Glob.IsMatch(template.Shape, template.ToText([1, name, default(CancellationToken)], null)),
                Is.True
            );
        }
    }

    [TestCase("{nobody}", "names no parameter")]
    [TestCase("{2}", "CancellationToken")]
    [TestCase("{9}", "names no parameter")]
    [TestCase("{}", "names no parameter")]
    [TestCase("{id", "without its counterpart")]
    [TestCase("id}", "without its counterpart")]
    [TestCase("{id:X2}", "names no parameter")]
    [TestCase("{name.Nothing}", "no public property or field 'Nothing'")]
    [TestCase("{result}", "there is none here")]
    [TestCase("{token}", "CancellationToken")]
    public void What_can_not_work_is_a_problem_N5(string template, string what)
    {
        Assert.That(Parse("Find", template, TemplateUse.Key, out var problems), Is.Null);
        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0].ToString(), Does.Contain(what).And.StartsWith("here: "));
    }

    [Test]
    public void A_member_that_can_not_be_encoded_is_a_problem()
    {
        Assert.That(Parse("Save", "{owner.Anything}", TemplateUse.Tag, out var problems), Is.Null);
        Assert.That(problems.Single().What, Does.Contain("an object may be anything"));
    }

    [Test]
    public void Selector_and_template_write_the_same()
    {
        var source = CacheKeySources.From((int id, string? name) => $"p:{id}-{name}{id}");
        Assert.That(
            source.ToText([7, "a,b"], null),
            Is.EqualTo(Write("Find", "p:{id}-{name}{id}", 7, "a,b", default(CancellationToken)))
        );
        Assert.That(source.ParameterTypes, Is.EqualTo(new[] { typeof(int), typeof(string) }));
    }

    private static string Write(string method, string template, params object?[] arguments)
    {
        var parsed = Parse(method, template, TemplateUse.Key, out var problems);
        Assert.That(problems, Is.Empty);
        return parsed!.ToText(arguments, null);
    }

    private static KeyTemplate? Parse(
        string method,
        string template,
        TemplateUse use,
        out List<CachingProblem> problems,
        Type? result = null
    )
    {
        problems = [];
        return KeyTemplate.Parse(template, Methods.Of<IService>(method), result, use, "here", problems);
    }
}
