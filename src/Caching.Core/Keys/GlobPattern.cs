using System.Text;

namespace Caching;

/// <summary>A parsed glob: per token the set of bytes that it takes, <see langword="null"/> for a star.</summary>
internal static class GlobPattern
{
    public static bool[]?[] Parse(string pattern)
    {
        var rest = Encoding.UTF8.GetBytes(pattern).AsSpan();
        var tokens = new List<bool[]?>();
        while (!rest.IsEmpty)
        {
            var length = 1;
            tokens.Add(rest[0] == '*' ? null : TakenBy(rest, out length));
            rest = rest[length..];
        }

        return [.. tokens];
    }

    /// <summary>Tells whether a text takes both patterns from their starts to their ends.</summary>
    public static bool Intersect(bool[]?[] a, bool[]?[] b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length;
        }

        // Whether (i, j) can be reached, and then whether some byte was read on the way: a star alone takes no empty text.
        var reached = new bool[a.Length + 1, b.Length + 1, 2];
        reached[0, 0, 0] = true;
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                var first = i < a.Length ? a[i] : [];
                var second = j < b.Length ? b[j] : [];
                for (var read = 0; read < 2; read++)
                {
                    if (reached[i, j, read])
                    {
                        Step(reached, i, j, read, first, second);
                    }
                }
            }
        }

        return reached[a.Length, b.Length, 1];
    }

    private static void Step(bool[,,] reached, int i, int j, int read, bool[]? first, bool[]? second)
    {
        switch (first, second)
        {
            case (null, null):
                reached[i, j, 1] = true;
                reached[i + 1, j, read] = reached[i, j + 1, read] = true;
                reached[i + 1, j, 1] = reached[i, j + 1, 1] = true;
                break;
            case (null, { } set):
                reached[i + 1, j, read] = true;
                Take(reached, i, j + 1, set, set);
                break;
            case ({ } set, null):
                reached[i, j + 1, read] = true;
                Take(reached, i + 1, j, set, set);
                break;
            case ({ } one, { } other):
                Take(reached, i + 1, j + 1, one, other);
                break;
        }
    }

    private static void Take(bool[,,] reached, int i, int j, bool[] one, bool[] other)
    {
        if (one.Zip(other).Any(pair => pair is (true, true)))
        {
            reached[i, j, 1] = true;
        }
    }

    private static bool[] TakenBy(ReadOnlySpan<byte> pattern, out int length)
    {
        var taken = new bool[256];
        length = 1;
        for (var value = 0; value < taken.Length; value++)
        {
            taken[value] = GlobToken.Matches(pattern, (byte)value, out length);
        }

        return taken;
    }
}
