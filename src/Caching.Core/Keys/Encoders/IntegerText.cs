namespace Caching;

/// <summary>What is known of the text of a number: only a digit can continue it.</summary>
internal static class IntegerText
{
    public static bool EndsBefore(ReadOnlySpan<char> literal) =>
        literal is [var first, ..] && !char.IsAsciiDigit(first);
}
