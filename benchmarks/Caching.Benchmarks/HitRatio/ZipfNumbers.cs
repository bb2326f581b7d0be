namespace Caching.Benchmarks.HitRatio;

/// <summary>Numbers from 0 up, the i-th with a probability in proportion to 1 / i^theta.</summary>
/// <remarks>
/// The inversion of Gray et al., "Quickly generating billion-record synthetic databases" (SIGMOD 1994), section 3, which
/// YCSB uses as well (Cooper et al., "Benchmarking cloud serving systems with YCSB", SoCC 2010).
/// </remarks>
internal sealed class ZipfNumbers
{
    private readonly Random _random;
    private readonly int _count;
    private readonly double _theta;
    private readonly double _zeta;
    private readonly double _alpha;
    private readonly double _eta;

    public ZipfNumbers(int count, double theta, int seed)
    {
        _random = new Random(seed);
        _count = count;
        _theta = theta;
        _zeta = Zeta(count);
        _alpha = 1 / (1 - theta);
        _eta = (1 - Math.Pow(2.0 / count, 1 - theta)) / (1 - (Zeta(2) / _zeta));
    }

    public int Next()
    {
        var uniform = _random.NextDouble();
        var scaled = uniform * _zeta;
        if (scaled < 1)
        {
            return 0;
        }

        return scaled < 1 + Math.Pow(0.5, _theta)
            ? 1
            : Math.Min((int)(_count * Math.Pow((_eta * uniform) - _eta + 1, _alpha)), _count - 1);
    }

    private double Zeta(int count) => Enumerable.Range(1, count).Sum(rank => 1 / Math.Pow(rank, _theta));
}
