namespace Caching.Core.Tests.Soak;

/// <summary>Rows that are changed, with the version that every later caller must see at least; and rows that never change.</summary>
internal sealed class SoakDatabase
{
    public const int Keys = 64;

    private readonly long[] _versions = new long[Keys];
    private readonly long[] _acknowledged = new long[Keys];
    private readonly int[] _writers = new int[Keys];
    private Lasting _lasting = new(0);
    private int _reads;

    /// <summary>Gets the rows that never change, as many as are read for a while, then others.</summary>
    public Lasting Rows =>
        Interlocked.Increment(ref _reads) % 2_000 == 0 ? _lasting = new(_lasting.Number + 1) : _lasting;

    public long Floor(int key) => Volatile.Read(ref _acknowledged[key]);

    public SoakRow Read(int key) => new(key, Volatile.Read(ref _versions[key]));

    /// <summary>Changes a row and has it invalidated, unless somebody else is at it.</summary>
    public async Task ChangeAsync(int key, Func<SoakRow, Task> invalidateAsync)
    {
        if (Interlocked.Exchange(ref _writers[key], 1) != 0)
        {
            return;
        }

        var version = Interlocked.Increment(ref _versions[key]);
        await invalidateAsync(new(key, version));
        Volatile.Write(ref _acknowledged[key], version);
        Volatile.Write(ref _writers[key], 0);
    }

    /// <summary>Rows that never change, with how often each was loaded.</summary>
    internal sealed class Lasting(int number)
    {
        private readonly int[] _loads = new int[Keys];

        public int Number => number;

        public int Most => _loads.Max();

        public void Loaded(int key) => Interlocked.Increment(ref _loads[key]);
    }
}
