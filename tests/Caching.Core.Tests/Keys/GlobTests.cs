using System.Text;
using CsCheck;

namespace Caching.Core.Tests.Keys;

public sealed class GlobTests
{
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("a", "", false)]
    [TestCase("*", "", false, Description = "Redis reads neither when the text is empty")]
    [TestCase("*", "a", true)]
    [TestCase("**", "abc", true)]
    [TestCase("?", "a", true)]
    [TestCase("?", "ab", false)]
    [TestCase("a*", "a", true)]
    [TestCase("a*", "A", false)]
    [TestCase("a*b", "acccb", true)]
    [TestCase("a*b", "acccbc", false)]
    [TestCase("a*b*c", "abbc", true)]
    [TestCase("[abc]", "b", true)]
    [TestCase("[abc]", "d", false)]
    [TestCase("[^a]", "b", true)]
    [TestCase("[^a]", "a", false)]
    [TestCase("[a^]", "^", true)]
    [TestCase("[a-z]", "m", true)]
    [TestCase("[z-a]", "m", true)]
    [TestCase("[a-z]", "M", false)]
    [TestCase("[a-]", "_", true, Description = "the range runs to the bracket, and the class has no end")]
    [TestCase("[a\\-z]", "b", false)]
    [TestCase("[a\\-z]", "-", true)]
    [TestCase("[\\]]", "]", true)]
    [TestCase("[abc", "c", true)]
    [TestCase("[abc", "d", false)]
    [TestCase("[", "[", false)]
    [TestCase("[^", "x", true)]
    [TestCase("[]", "]", false)]
    [TestCase("[]a", "a", false)]
    [TestCase("\\*", "*", true)]
    [TestCase("\\*", "a", false)]
    [TestCase("\\", "\\", true)]
    [TestCase("\\a", "a", true)]
    [TestCase("]", "]", true)]
    [TestCase("?", "é", false, Description = "two bytes")]
    [TestCase("??", "é", true)]
    [TestCase("é*", "éa", true)]
    public void Matches_as_Redis_does_E30(string pattern, string text, bool expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Glob.IsMatch(pattern, text), Is.EqualTo(expected));
            Assert.That(RedisGlob.IsMatch(pattern, text), Is.EqualTo(expected), "the reference");
            Assert.That(new GlobMatcher(pattern).IsMatch(text), Is.EqualTo(expected), "made ready");
        }
    }

    private static readonly Gen<string> Patterns = Gen.OneOf(
        From("ab*?[]^-\\").Array[0, 9].Select(letters => new string(letters)),
        From("abcé*[-]").Array[0, 6].Select(letters => new string(letters))
    );

    private static readonly Gen<string> Texts = From("abc[]^-\\é").Array[0, 7].Select(letters => new string(letters));

    [Test]
    public void Agrees_with_the_reference_on_any_pattern() =>
        Gen.Select(Patterns, Texts)
            .Sample((pattern, text) => Glob.IsMatch(pattern, text) == RedisGlob.IsMatch(pattern, text), iter: 60_000);

    private static readonly Gen<string> Stars = From("ab*").Array[0, 7].Select(letters => new string(letters));

    private static readonly Gen<string> Letters = From("abé\uD800").Array[0, 9].Select(letters => new string(letters));

    [Test]
    public void A_glob_made_ready_matches_what_it_matches_otherwise() =>
        Gen.OneOf(Gen.Select(Patterns, Texts), Gen.Select(Stars, Letters))
            .Sample(
                (pattern, text) => new GlobMatcher(pattern).IsMatch(text) == Glob.IsMatch(pattern, text),
                iter: 60_000
            );

    [Test]
    public void An_escaped_text_matches_itself_only() =>
        Gen.Select(Texts, Texts)
            .Where((a, _) => a.Length > 0)
            .Sample(
                (a, b) => Glob.IsMatch(Glob.Escape(a), a) && Glob.IsMatch(Glob.Escape(a), b) == (a == b),
                iter: 20_000
            );

    [Test]
    public void Many_stars_cost_no_exponential_time()
    {
        var pattern = string.Concat(Enumerable.Repeat("a*", 200)) + "b";
        Assert.That(Glob.IsMatch(pattern, new string('a', 20_000)), Is.False);
    }

    [Test]
    public void Two_patterns_can_match_the_same_exactly_when_some_text_matches_both()
    {
        // Six letters are enough: every token of these patterns takes one.
        var texts = Enumerable.Range(0, 7).SelectMany(length => All("ab", length)).ToArray();
        var small = From("ab*?[]^").Array[0, 3].Select(letters => new string(letters));
        Gen.Select(small, small)
            .Sample(
                (a, b) =>
                    !Needs(a)
                    || !Needs(b)
                    || Glob.CanMatchSame(a, b) == texts.Any(text => Glob.IsMatch(a, text) && Glob.IsMatch(b, text)),
                iter: 5_000
            );
    }

    [TestCase("cache:*", "cache:Shop.ICatalog.FindAsync(int)@Shop.Catalog:*", true)]
    [TestCase("product:*", "cache:Shop.ICatalog.FindAsync(int)@Shop.Catalog:*", false)]
    [TestCase("*FindAsync*", "cache:Shop.ICatalog.FindAsync(int)@Shop.Catalog:*", true)]
    [TestCase("rate:*", "*", true)]
    [TestCase("a*", "*b", true)]
    [TestCase("[a-c]", "[d-f]", false)]
    public void Says_whether_a_pattern_can_match_a_planned_key_N5(string pattern, string shape, bool expected) =>
        Assert.That(Glob.CanMatchSame(pattern, shape), Is.EqualTo(expected));

    // Letters outside of a and b, which the small alphabet can't stand for, occur only in classes and behind "?" and "*".
    private static bool Needs(string pattern) =>
        !pattern.Contains('[') && !pattern.Contains(']') && !pattern.Contains('^');

    private static IEnumerable<string> All(string letters, int length) =>
        length == 0 ? [""] : All(letters, length - 1).SelectMany(text => letters.Select(letter => text + letter));

    private static Gen<char> From(string letters) => Gen.Int[0, letters.Length - 1].Select(index => letters[index]);
}

/// <summary>Redis' stringmatchlen as it is written there: recursive, over bytes, C's chars signed.</summary>
internal static class RedisGlob
{
    public static bool IsMatch(string pattern, string text) =>
        Match(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(text));

    private static byte At(ReadOnlySpan<byte> text, int index) => index < text.Length ? text[index] : (byte)0;

    private static bool Match(ReadOnlySpan<byte> p, ReadOnlySpan<byte> s)
    {
        while (p.Length > 0 && s.Length > 0)
        {
            switch (p[0])
            {
                case (byte)'*':
                    while (At(p, 1) == '*')
                    {
                        p = p[1..];
                    }

                    if (p.Length == 1)
                    {
                        return true;
                    }

                    while (s.Length > 0)
                    {
                        if (Match(p[1..], s))
                        {
                            return true;
                        }

                        s = s[1..];
                    }

                    return false;
                case (byte)'?':
                    s = s[1..];
                    break;
                case (byte)'[':
                    p = p[1..];
                    var not = At(p, 0) == '^';
                    if (not)
                    {
                        p = p[1..];
                    }

                    var match = false;
                    while (true)
                    {
                        if (p.Length >= 2 && p[0] == '\\')
                        {
                            p = p[1..];
                            match |= p[0] == s[0];
                        }
                        else if (At(p, 0) == ']' || p.Length == 0)
                        {
                            break;
                        }
                        else if (p.Length >= 3 && p[1] == '-')
                        {
                            var (start, end, c) = ((sbyte)p[0], (sbyte)p[2], (sbyte)s[0]);
                            (start, end) = start > end ? (end, start) : (start, end);
                            p = p[2..];
                            match |= c >= start && c <= end;
                        }
                        else
                        {
                            match |= p[0] == s[0];
                        }

                        p = p[1..];
                    }

                    if (match == not)
                    {
                        return false;
                    }

                    s = s[1..];
                    break;
                default:
                    if (p[0] == '\\' && p.Length >= 2)
                    {
                        p = p[1..];
                    }

                    if (p[0] != s[0])
                    {
                        return false;
                    }

                    s = s[1..];
                    break;
            }

            p = p.Length > 0 ? p[1..] : p;
            if (s.Length == 0)
            {
                while (At(p, 0) == '*')
                {
                    p = p[1..];
                }

                break;
            }
        }

        return p.Length == 0 && s.Length == 0;
    }
}
