namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Tags, patterns and keys with paths into arguments and results; several invalidations on one method.</summary>
public sealed class TagAndPatternTests
{
    public sealed record Owner(string Name);

    public sealed record Item(int Id, string Name, Owner? Owner);

    public interface IItems
    {
        [Cached(Tags = ["items", "item:{id}", "owner:{result.Owner.Name}"])]
        Task<Item?> FindAsync(int id);

        [CacheAside("item:{id}:{culture}", Tags = ["items"])]
        string Title(int id, string culture);

        [InvalidateCache(Tags = ["item:{item.Id}"])]
        Task SaveAsync(Item item);

        [InvalidateCache(Tags = ["owner:{item.Owner.Name}"])]
        void OwnerChanged(Item item);

        [InvalidateCache(Pattern = "item:{item.Id}:*", Prefix = "cache")]
        void Retitle(Item item);

        [InvalidateCache(Pattern = "item:*:{culture}", Prefix = "cache")]
        void Retranslate(string culture);

        [InvalidateCache(Keys = ["item:{id}:de", "item:{id}:en"])]
        void RetitleGermanAndEnglish(int id);

        [InvalidateCache(Tags = ["item:{result.Id}"])]
        [InvalidateCache(Keys = ["item:{result.Id}:{0}"])]
        Task<Item> CreateAsync(string culture);
    }

    private sealed class Items : IItems
    {
        public int Finds { get; private set; }

        public int Titles { get; private set; }

        public string? Owner { get; set; } = "ann";

        public Task<Item?> FindAsync(int id)
        {
            Finds++;
            return Task.FromResult<Item?>(new Item(id, "item", Owner is null ? null : new Owner(Owner)));
        }

        public string Title(int id, string culture) => $"{id} {culture} {++Titles}";

        public Task SaveAsync(Item item) => Task.CompletedTask;

        public void OwnerChanged(Item item) { }

        public void Retitle(Item item) { }

        public void Retranslate(string culture) { }

        public void RetitleGermanAndEnglish(int id) { }

        public Task<Item> CreateAsync(string culture) => Task.FromResult(new Item(1, "new", null));
    }

    private static readonly Item First = new(1, "one", new Owner("ann"));
    private Items _target = null!;
    private CacheHost _host = null!;
    private IItems _items = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Items();
        _host = CacheHost.Of<IItems>(_target);
        _items = _host.Get<IItems>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public async Task A_tag_reads_a_path_of_an_argument_N4()
    {
        await FindBothAsync();
        await _items.SaveAsync(First);
        await FindBothAsync();

        Assert.That(_target.Finds, Is.EqualTo(3));
    }

    [Test]
    public async Task A_tag_of_an_entry_reads_a_path_of_its_result()
    {
        await _items.FindAsync(1);
        _target.Owner = "bob";
        await _items.FindAsync(2);

        _items.OwnerChanged(First);
        await FindBothAsync();

        Assert.That(_target.Finds, Is.EqualTo(3));
    }

    [Test]
    public async Task A_null_on_the_way_is_a_value_of_its_own_C4()
    {
        _target.Owner = null;
        await FindBothAsync();

        _items.OwnerChanged(First);
        await FindBothAsync();
        Assert.That(_target.Finds, Is.EqualTo(2), "ann's items only");

        _items.OwnerChanged(First with { Owner = null });
        await FindBothAsync();
        Assert.That(_target.Finds, Is.EqualTo(4), "items of nobody");
    }

    [Test]
    public async Task One_tag_may_be_on_entries_of_several_methods_N4()
    {
        await FindBothAsync();
        _items.Title(1, "de");

        await _host.Cache.InvalidateTagsAsync(["items"]);
        await FindBothAsync();
        _items.Title(1, "de");

        Assert.That((_target.Finds, _target.Titles), Is.EqualTo((4, 2)));
    }

    [Test]
    public void A_pattern_reads_a_path_of_an_argument_N5()
    {
        Titles();
        _items.Retitle(First);
        Titles();

        Assert.That(_target.Titles, Is.EqualTo(4 + 2), "both of item 1");
    }

    [Test]
    public void A_pattern_may_end_in_an_argument_N5()
    {
        Titles();
        _items.Retranslate("de");
        Titles();

        Assert.That(_target.Titles, Is.EqualTo(4 + 2), "both in German");
    }

    [TestCase("*")]
    [TestCase("?e")]
    [TestCase("[de]*")]
    [TestCase("d\\e")]
    public void An_argument_is_no_glob_C4(string culture)
    {
        Titles();
        _items.Retranslate(culture);
        Titles();

        Assert.That(_target.Titles, Is.EqualTo(4));
    }

    [Test]
    public void Keys_name_entries_of_cache_aside()
    {
        Titles();
        _items.RetitleGermanAndEnglish(1);
        Titles();

        Assert.That(_target.Titles, Is.EqualTo(4 + 2));
    }

    [Test]
    public async Task Every_invalidation_of_a_method_counts_E8()
    {
        await FindBothAsync();
        Titles();

        await _items.CreateAsync("de");
        await FindBothAsync();
        Titles();

        Assert.That((_target.Finds, _target.Titles), Is.EqualTo((3, 5)));
    }

    private async Task FindBothAsync()
    {
        await _items.FindAsync(1);
        await _items.FindAsync(2);
    }

    private void Titles()
    {
        _items.Title(1, "de");
        _items.Title(1, "en");
        _items.Title(2, "de");
        _items.Title(2, "en");
    }
}
