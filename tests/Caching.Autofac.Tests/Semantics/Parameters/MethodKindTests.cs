using Autofac;

namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Every kind of method that an interface can have.</summary>
public sealed class MethodKindTests
{
    public interface IReader<out T>
    {
        [Cached]
        T Read(int id);
    }

    public interface IEverything : IReader<string>
    {
        [Cached]
        int Of(int id);

        [Cached]
        int Of(string id);

        [Cached]
        int Of(long id);

        [Cached]
        TResult Generic<TResult>(int id);

        [CacheAside("aside:{id}")]
        TResult Aside<TResult>(int id);

        [Cached]
        int ByDefault(int id) => Count();

        int Total { [Cached] get; }

        [Cached]
        int this[int index] { get; }

        int Count();
    }

    public interface IOther
    {
        [Cached]
        int Of(int id);
    }

    private sealed class Everything : IEverything, IOther
    {
        private int _calls;

        public int Total => Count();

        public int this[int index] => Count();

        public int Count() => ++_calls;

        public int Of(int id) => Count();

        public int Of(string id) => Count();

        public int Of(long id) => Count();

        public TResult Generic<TResult>(int id) => (TResult)Convert.ChangeType(Count(), typeof(TResult), null);

        public TResult Aside<TResult>(int id) => Generic<TResult>(id);

        string IReader<string>.Read(int id) => $"read {Count()}";

        int IOther.Of(int id) => 1000 + Count();
    }

    private CacheHost _host = null!;
    private IEverything _everything = null!;

    [SetUp]
    public void SetUp()
    {
        _host = CacheHost.Of<IEverything>(new Everything());
        _everything = _host.Get<IEverything>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public void Overloads_do_not_share_E15()
    {
        int[] first = [_everything.Of(1), _everything.Of("1"), _everything.Of(1L)];

        Assert.That(first, Is.Unique);
        Assert.That(new[] { _everything.Of(1), _everything.Of("1"), _everything.Of(1L) }, Is.EqualTo(first));
    }

    [Test]
    public void Type_arguments_do_not_share_E15()
    {
        var number = _everything.Generic<int>(1);
        var text = _everything.Generic<string>(1);

        Assert.That(text, Is.Not.EqualTo(number.ToString(null as IFormatProvider)));
        Assert.That(_everything.Generic<int>(1), Is.EqualTo(number));
        Assert.That(_everything.Generic<string>(1), Is.EqualTo(text));
    }

    [Test]
    public void A_generic_method_is_cached_under_a_key_of_ones_own() => AssertOnce(() => _everything.Aside<int>(1));

    [Test]
    public void A_default_interface_method_is_cached() => AssertOnce(() => _everything.ByDefault(1));

    [Test]
    public void A_property_getter_is_cached() => AssertOnce(() => _everything.Total);

    [Test]
    public void An_indexer_is_cached() => AssertOnce(() => _everything[1]);

    [Test]
    public void An_inherited_method_with_an_explicit_implementation_is_cached()
    {
        var first = _everything.Read(1);

        Assert.That(_everything.Read(1), Is.EqualTo(first));
        Assert.That(_everything.Read(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_method_without_a_policy_always_runs()
    {
        var first = _everything.Count();

        Assert.That(_everything.Count(), Is.Not.EqualTo(first));
    }

    [Test]
    public void One_class_behind_several_interfaces_keeps_them_apart()
    {
        using var host = new CacheHost(builder =>
            builder.RegisterType<Everything>().As<IEverything, IOther>().SingleInstance().EnableCaching()
        );
        var (one, other) = (host.Get<IEverything>().Of(1), host.Get<IOther>().Of(1));

        Assert.That(host.Get<IOther>(), Is.SameAs(host.Get<IEverything>()));
        Assert.That(other, Is.GreaterThan(1000));
        Assert.That(host.Get<IEverything>().Of(1), Is.EqualTo(one));
        Assert.That(host.Get<IOther>().Of(1), Is.EqualTo(other));
    }

    [Test]
    public void Closed_generics_of_one_interface_do_not_share_E15()
    {
        using var host = new CacheHost(builder =>
            builder.RegisterGeneric(typeof(Reader<>)).As(typeof(IReader<>)).SingleInstance().EnableCaching()
        );
        var number = host.Get<IReader<int>>();
        var text = host.Get<IReader<string?>>();

        Assert.That(number.Read(1), Is.Zero);
        Assert.That(number.Read(1), Is.Zero);
        Assert.That(text.Read(1), Is.Null);
        Assert.That((((IReads)Reader<int>.Last!).Reads, ((IReads)Reader<string?>.Last!).Reads), Is.EqualTo((1, 1)));
    }

    [Test]
    public void An_open_generic_takes_policies_by_name()
    {
        using var host = new CacheHost(builder =>
            builder
                .RegisterGeneric(typeof(Plain<>))
                .As(typeof(IPlain<>))
                .SingleInstance()
                .EnableCaching(typeof(IPlain<>), policies => policies.Memoize(nameof(IPlain<>.Read)))
        );
        var plain = host.Get<IPlain<int>>();

        var first = plain.Read(1);

        Assert.That(plain.Read(1), Is.EqualTo(first));
    }

    private static void AssertOnce(Func<int> call)
    {
        var first = call();
        Assert.That(call(), Is.EqualTo(first));
    }

    public interface IPlain<T>
    {
        string Read(T id);
    }

    private sealed class Plain<T> : IPlain<T>
    {
        private int _calls;

        public string Read(T id) => $"{id} {++_calls}";
    }

    private interface IReads
    {
        int Reads { get; }
    }

    private sealed class Reader<T> : IReader<T>, IReads
    {
        public Reader() => Last = this;

        public static object? Last { get; private set; }

        public int Reads { get; private set; }

        public T Read(int id)
        {
            Reads++;
            return default!;
        }
    }
}
