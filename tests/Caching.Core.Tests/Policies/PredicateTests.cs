using System.Linq.Expressions;

namespace Caching.Core.Tests.Policies;

/// <summary>Conditions bind the method's parameters by name.</summary>
public sealed class PredicateTests
{
    public sealed record Product(int Id);

    public interface IStore
    {
        Product? Find(int id, string? name);

        Task<int> CountAsync(string kind, CancellationToken cancellationToken);

        ValueTask<T> Generic<T>(T value, int id);

        int Result(int result);
    }

    [Test]
    public void Parameters_bind_by_name_in_any_order()
    {
        var when = When(s => s.Find(0, ""), (string? name, int id) => name == "x" && id == 1);

        Assert.That(when([1, "x"]), Is.True);
        Assert.That(when([2, "x"]), Is.False);
        Assert.That(when([1, null]), Is.False);
    }

    [Test]
    public void The_result_binds_by_its_name()
    {
        var unless = Unless(s => s.Find(0, ""), (Product? result, int id) => result is null || result.Id != id);

        Assert.That(unless(null, [1, "x"]), Is.True);
        Assert.That(unless(new Product(1), [1, "x"]), Is.False);
    }

    [Test]
    public void The_result_of_a_task_is_what_the_task_gives()
    {
        var unless = Unless(s => s.CountAsync("", default), (int result) => result < 0);

        Assert.That(unless(-1, ["", CancellationToken.None]), Is.True);
        Assert.That(unless(1, ["", CancellationToken.None]), Is.False);
    }

    [Test]
    public void Wider_types_bind()
    {
        var when = When(s => s.Find(0, ""), (int? id, object? name) => id == 1 && name is string);

        Assert.That(when([1, "x"]), Is.True);
    }

    [Test]
    public void A_condition_without_parameters_and_one_with_state_bind()
    {
        var isOn = false;
        var when = When(s => s.Find(0, ""), () => isOn);

        Assert.That(when([1, "x"]), Is.False);
        isOn = true;
        Assert.That(when([1, "x"]), Is.True);
    }

    [Test]
    public void A_method_group_binds_static_instance_or_closed()
    {
        Assert.That(When(s => s.Find(0, ""), IsPositive)([1, ""]), Is.True);
        Assert.That(When(s => s.Find(0, ""), new Limit(5).Allows)([6, ""]), Is.False);
        Assert.That(When(s => s.Find(0, ""), new Limit(5).IsWithin)([5, ""]), Is.True);
    }

    [Test]
    public void A_value_of_an_open_type_binds_as_object()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies.Cached(
                s => s.Generic(0, 0),
                policy =>
                    policy.When((object value, int id) => id.Equals(value)).Unless((object? result) => result is null)
            )
        );

        var read = catalog.Read("Generic");
        Assert.That(read.When.Value!([1, 1]), Is.True);
        Assert.That(read.Unless.Value!(null, ["x", 1]), Is.True);
    }

    [Test]
    public void In_When_result_is_a_parameter_like_any_other()
    {
        Assert.That(When(s => s.Result(0), (int result) => result == 1)([1]), Is.True);
    }

    [Test]
    public void An_unknown_parameter_is_a_problem()
    {
        var problem = Refused(s => s.Find(0, ""), policy => policy.When((int productId) => productId > 0));

        Assert.That(
            problem,
            Is.EqualTo(
                "IStore.Find, When: The condition wants 'int productId', but the method has no such parameter. "
                    + "Write a static method or lambda that returns bool and takes parameters of the method, with their "
                    + "names and types: int id, string name."
            )
        );
    }

    [Test]
    public void A_parameter_of_another_type_is_a_problem()
    {
        Assert.That(
            Refused(s => s.Find(0, ""), policy => policy.When((long id) => id > 0)),
            Does.Contain("wants 'long id', but the method's is int.")
        );
        Assert.That(
            Refused(s => s.Generic(0, 0), policy => policy.When((int value) => value > 0)),
            Does.Contain("wants 'int value', but the method's is T.")
        );
    }

    [Test]
    public void A_result_of_another_type_is_a_problem()
    {
        Assert.That(
            Refused(s => s.CountAsync("", default), policy => policy.Unless((Task<int> result) => result.IsCompleted)),
            Does.Contain("IStore.CountAsync, Unless: ")
                .And.Contain("wants 'Task<int> result', but the result is int.")
                .And.EndWith("string kind, CancellationToken cancellationToken, int result.")
        );
    }

    [Test]
    public void The_result_is_not_known_before_the_call()
    {
        Assert.That(
            Refused(s => s.Find(0, ""), policy => policy.When((Product? result) => result is null)),
            Does.Contain("'Product result', but the method has no such parameter")
        );
    }

    [Test]
    public void A_condition_that_does_not_return_bool_is_a_problem()
    {
        Assert.That(
            Refused(s => s.Find(0, ""), policy => policy.Unless((int id) => "yes")),
            Does.Contain("The condition returns string, not bool.")
        );
        Assert.That(
            Refused(s => s.Find(0, ""), policy => policy.When((int id) => { })),
            Does.Contain("The condition returns void, not bool.")
        );
    }

    public interface INamed
    {
        [Cached(When = nameof(IsWanted))]
        int Good(int id);

        [Cached(When = "Missing")]
        int Unknown(int id);

        [Cached(Unless = nameof(Twice))]
        int Ambiguous(int id);

        [Cached(When = nameof(NotBool))]
        int NoBool(int id);

        [Cached(When = nameof(Open))]
        int GenericCondition(int id);

        [Cached(Unless = nameof(IsWanted))]
        int Unbindable(string id);

        private static bool IsWanted(int id) => id > 0;

        static bool Twice(int id) => id > 0;

        static bool Twice(string id) => id.Length > 0;

        static int NotBool(int id) => id;

        static bool Open<T>(T id) => id is null;
    }

    [Test]
    public void A_name_is_looked_up_on_the_type_that_carries_the_attribute()
    {
        var catalog = Catalogs.Of<INamed>();

        Assert.That(catalog.Method("Good").Read!.When.Value!([1]), Is.True);
        Assert.That(catalog.Method("Good").Read!.When.Value!([0]), Is.False);
    }

    [Test]
    public void Names_that_can_not_work_are_problems_all_at_once()
    {
        var problems = Catalogs.Of<INamed>().Problems.Select(problem => problem.ToString()).ToList();

        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    "INamed.Unknown, When: 'Missing' names no condition: INamed has no static method of that name. "
                        + "Write one static bool Missing on INamed, where the attribute stands, and name it with nameof.",
                    "INamed.Ambiguous, Unless: 'Twice' names no condition: INamed has 2 static methods of that name. "
                        + "Write one static bool Twice on INamed, where the attribute stands, and name it with nameof.",
                    "INamed.NoBool, When: INamed.NotBool returns int, not bool. Write a static method or lambda that "
                        + "returns bool and takes parameters of the method, with their names and types.",
                    "INamed.GenericCondition, When: 'Open' names no condition: INamed has only a generic method of that "
                        + "name. Write one static bool Open on INamed, where the attribute stands, and name it with nameof.",
                    "INamed.Unbindable, Unless: INamed.IsWanted wants 'int id', but the method's is string. Write a "
                        + "static method or lambda that returns bool and takes parameters of the method, with their "
                        + "names and types: string id, int result.",
                }
            )
        );
    }

    private static bool IsPositive(int id) => id > 0;

    public sealed class Limit(int most)
    {
        public int Most { get; } = most;

        public bool Allows(int id) => id <= Most;
    }

    private static Func<object?[], bool> When<T>(Expression<Func<IStore, T>> method, Delegate condition) =>
        Read(method, policy => policy.When(condition)).When.Value!;

    private static Func<object?, object?[], bool> Unless<T>(Expression<Func<IStore, T>> method, Delegate condition) =>
        Read(method, policy => policy.Unless(condition)).Unless.Value!;

    private static ReadPolicy Read<T>(Expression<Func<IStore, T>> method, Action<CachedPolicyBuilder> configure)
    {
        var catalog = Catalogs.Of<IStore>(policies => policies.Cached(method, configure));
        Assert.That(catalog.Problems, Is.Empty);
        return catalog.Table.Methods.Values.Single().Read!;
    }

    private static string Refused<T>(Expression<Func<IStore, T>> method, Action<CachedPolicyBuilder> configure) =>
        Catalogs.Of<IStore>(policies => policies.Cached(method, configure)).Problem;
}

file static class LimitExtensions
{
    public static bool IsWithin(this PredicateTests.Limit limit, int id) => id <= limit.Most;
}
