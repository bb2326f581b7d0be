namespace Caching.Redis;

/// <summary>One row per type, found by the type's number: an owner's look-up costs an array access, no hashing.</summary>
internal sealed class TypeTable<TRow>
    where TRow : class
{
    private readonly object _gate = new();

    private TRow?[] _rows = [];

    public TRow? Find<T>()
    {
        var rows = Volatile.Read(ref _rows);
        var number = TypeNumber<T>.Value;
        return (uint)number < (uint)rows.Length ? rows[number] : null;
    }

    public void Add<T>(TRow row)
    {
        var number = TypeNumber<T>.Value;
        lock (_gate)
        {
            // A new array each time, so that a reader never sees half of a change.
            var rows = new TRow?[Math.Max(_rows.Length, number + 1)];
            _rows.CopyTo(rows, 0);
            rows[number] = row;
            Volatile.Write(ref _rows, rows);
        }
    }
}
