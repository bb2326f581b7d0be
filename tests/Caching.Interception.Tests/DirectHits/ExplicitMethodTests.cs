namespace Caching.Interception.Tests.DirectHits;

/// <summary>Methods that a proxy implements anew, to answer hits, hide nothing of Castle's; what it can't implement is cached all the same.</summary>
public sealed class ExplicitMethodTests : ProxyFixture
{
    [Test]
    public void A_member_that_only_its_assembly_sees_is_cached()
    {
        var target = new Pages();
        var proxy = Factory.Wrap<IPages>(target);

        Assert.That(new[] { proxy.Hidden(1), proxy.Hidden(1) }, Is.EqualTo(new[] { 1, 1 }));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public void Parameters_keep_their_names_and_defaults()
    {
        dynamic proxy = Factory.Wrap<IPages>(new Pages());

        for (var i = 0; i < 3; i++)
        {
            Assert.That((string)proxy.Page(id: 7), Is.EqualTo("7 1 EUR Friday 1.5  0001-01-01"));
            Assert.That((string)proxy.Page(7, page: 2), Is.EqualTo("7 2 EUR Friday 1.5  0001-01-01"));
        }
    }

    public interface IPages
    {
        [Cached]
        internal int Hidden(int x);

        [Cached]
        string Page(
            int id,
            int page = 1,
            string? currency = "EUR",
            DayOfWeek day = DayOfWeek.Friday,
            decimal price = 1.5m,
            int? size = null,
            DateOnly date = default
        );
    }

    public sealed class Pages : IPages
    {
        public int Calls { get; private set; }

        int IPages.Hidden(int x)
        {
            Calls++;
            return x;
        }

        public string Page(
            int id,
            int page = 1,
            string? currency = "EUR",
            DayOfWeek day = DayOfWeek.Friday,
            decimal price = 1.5m,
            int? size = null,
            DateOnly date = default
        ) => FormattableString.Invariant($"{id} {page} {currency} {day} {price} {size} {date:O}");
    }
}
