using System.Globalization;
using System.Runtime.CompilerServices;
using Caching.TestKit;
using Caching.TestKit.Recording;
using Castle.DynamicProxy;
using CsCheck;

namespace Caching.Interception.Tests.DirectHits;

/// <summary>Hits that a proxy answers before Castle makes an invocation of the call.</summary>
public sealed class DirectHitTests : ProxyFixture
{
    private Answers _target = null!;
    private IAnswers _proxy = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Answers();
        _proxy = Factory.Wrap<IAnswers>(_target);
    }

    [Test]
    public void A_hit_allocates_nothing()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(_proxy, static proxy => _ = proxy.Name), Is.Zero, "property");
            Assert.That(Bytes(_proxy, static proxy => proxy.Number(7)), Is.Zero, "value");
            Assert.That(Bytes(_proxy, static proxy => proxy.Numbers(7, "EUR", true)), Is.Zero, "three arguments");
            Assert.That(Bytes(_proxy, static proxy => _ = proxy.TaskAsync(7, CancellationToken.None)), Is.Zero, "task");
            Assert.That(Bytes(_proxy, static proxy => _ = proxy.ValueTaskAsync(7)), Is.Zero, "value task");
            Assert.That(Bytes(_proxy, static proxy => proxy.Dated(new DateOnly(2026, 1, 31))), Is.Zero, "nullable");
            Assert.That(Bytes(_proxy, static proxy => proxy.Pair((7, "EUR"))), Is.Zero, "tuple");
            Assert.That(Bytes(_proxy, static proxy => proxy.Of(Query)), Is.Zero, "record");
        });
    }

    [Test]
    public void Every_call_gets_the_answer_for_its_own_arguments()
    {
        var calls = Gen.Select(
            Gen.Int[0, 2],
            Pick<string?>(null, "", "a", "A", "null"),
            Pick(0d, -0d, double.NaN, 1d),
            Pick<DayOfWeek?>(null, DayOfWeek.Sunday, DayOfWeek.Monday),
            Pick(new DateTime(5), new DateTime(5, DateTimeKind.Utc)),
            Pick(1m, 1.0m),
            Gen.Bool
        );
        var asked = new HashSet<string>();
        calls.Array.Sample(
            all =>
            {
                foreach (var (number, text, real, day, time, amount, flag) in all)
                {
                    var expected = Answers.TextOf(number, text, real, day, time, amount, flag);
                    asked.Add(expected);
                    if (_proxy.All(number, text, real, day, time, amount, flag) != expected)
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 500,
            threads: 1
        );

        Assert.That(_target.Calls, Is.EqualTo(asked.Count), "all but the first call of some arguments are hits");
    }

    [Test]
    public void A_hit_is_counted_once()
    {
        using var factory = new ProxyFactory(b => b.UseMemory("direct"));
        using var meter = new MeterRecorder();
        var proxy = factory.Wrap<IAnswers>(new Answers());

        for (var i = 0; i < 10; i++)
        {
            proxy.Number(1);
        }

        Assert.That(meter.Sum("caching.hits", "backend=direct"), Is.EqualTo(9));
        Assert.That(meter.Sum("caching.misses", "backend=direct"), Is.EqualTo(1));
    }

    [Test]
    public void What_is_no_part_of_the_key_is_not_kept()
    {
        var kept = Progress(_proxy);
        Garbage.Collect();

        Assert.That(kept.IsAlive, Is.False);
        GC.KeepAlive(_proxy);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Progress(IAnswers proxy)
        {
            var progress = new Progress<int>();
            proxy.Watched(1, progress);
            proxy.Watched(1, progress);
            proxy.Watched(1, progress);
            return new(progress);
        }
    }

    [Test]
    public void Registrations_whose_keys_differ_each_find_their_own()
    {
        var other = Factory.Wrap<IAnswers>(_target, p => p.Cached("Numbers", c => c.Skip("text")).Identity("other"));

        for (var i = 0; i < 3; i++)
        {
            Assert.That(_proxy.Numbers(1, i.ToString(CultureInfo.InvariantCulture), true), Is.EqualTo($"1 {i} True"));
            Assert.That(other.Numbers(1, i.ToString(CultureInfo.InvariantCulture), true), Is.EqualTo("1 0 True"));
        }

        Assert.That(other.GetType(), Is.Not.SameAs(_proxy.GetType()));
        Assert.That(Bytes(other, static proxy => proxy.Numbers(1, "any", true)), Is.Zero);
    }

    [Test]
    public void What_is_told_apart_by_text_costs_no_more_than_castle()
    {
        var nothing = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IAnswers>(_target, new NoOp());

        Assert.That(
            Bytes(_proxy, static proxy => proxy.Of(new DetailedQuestion(7, "EUR", "detail"))),
            Is.LessThanOrEqualTo(Bytes(nothing, static proxy => proxy.Of(new DetailedQuestion(7, "EUR", "detail"))))
        );
    }

    [Test]
    public void Methods_that_two_interfaces_name_alike_each_have_their_own_answers()
    {
        var target = new Alike();
        var plan = Factory.Runtime.Plan(
            new ServiceDescription
            {
                Contracts = [typeof(ILeft), typeof(IRight)],
                Implementation = typeof(Alike),
                Fluent = [],
            }
        );
        var proxy = new CachingProxies([typeof(ILeft), typeof(IRight)], plan).Wrap(target);

        for (var i = 0; i < 3; i++)
        {
            Assert.That(((ILeft)proxy).Same(1), Is.EqualTo("left"));
            Assert.That(((IRight)proxy).Same(1), Is.EqualTo("right"));
            Assert.That(((IRight)proxy).Own(1), Is.EqualTo("own"));
        }

        Assert.That(target.Calls, Is.EqualTo(3));
    }

    [Test]
    public void Services_that_only_proxies_see_and_generic_and_signed_ones_work()
    {
        var hidden = Factory.Wrap<IHidden>(new Hidden());
        var generic = Factory.Wrap<IRepository<Secret>>(new Hidden());
        var signed = Factory.Wrap<IComparer<string>>(new Hidden(), p => p.Cached("Compare"));

        for (var i = 0; i < 3; i++)
        {
            Assert.That(hidden.Find(Secret.One), Is.EqualTo(1));
            Assert.That(generic.Get(Secret.Two), Is.EqualTo(Secret.Two));
            Assert.That(signed.Compare("a", "b"), Is.EqualTo(3));
        }
    }

    [Test]
    public void Many_proxies_made_at_once_work()
    {
        var proxies = Enumerable
            .Range(0, 16)
            .Select(i => Factory.Plan<IAnswers>(typeof(Answers), p => p.Cached("Number").Identity($"at once {i}")))
            .ToArray()
            .AsParallel()
            .WithDegreeOfParallelism(16)
            .Select(plan => (IAnswers)new CachingProxies([typeof(IAnswers)], plan).Wrap(new Answers()))
            .ToArray();

        Assert.That(proxies.Select(proxy => proxy.GetType()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(proxies.Select(proxy => proxy.Number(7)), Is.All.EqualTo(7));
    }

    private static readonly Question Query = new(7, "EUR");

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static long Bytes(IAnswers proxy, Action<IAnswers> call) => Allocations.Of(() => call(proxy), 1_000);

    private sealed class NoOp : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.ReturnValue = "";
    }

    public interface ILeft
    {
        [Cached]
        string Same(int x);
    }

    public interface IRight
    {
        [Cached]
        string Same(int x);

        [Cached]
        string Own(int x);
    }

    public sealed class Alike : ILeft, IRight
    {
        public int Calls { get; private set; }

        string ILeft.Same(int x) => Answer("left");

        string IRight.Same(int x) => Answer("right");

        public string Own(int x) => Answer("own");

        private string Answer(string answer)
        {
            Calls++;
            return answer;
        }
    }

    internal enum Secret : byte
    {
        One = 1,
        Two,
    }

    internal interface IHidden
    {
        [Cached]
        int Find(Secret secret);
    }

    internal interface IRepository<TKey>
    {
        [Cached]
        TKey Get(TKey key);
    }

    internal sealed class Hidden : IHidden, IRepository<Secret>, IComparer<string>
    {
        public int Find(Secret secret) => (int)secret;

        public Secret Get(Secret key) => key;

        public int Compare(string? x, string? y) => 3;
    }
}
