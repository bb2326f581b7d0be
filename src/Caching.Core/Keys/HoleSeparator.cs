namespace Caching;

/// <summary>Keeps two holes of one text apart.</summary>
/// <remarks>
/// In <c>{a}-{b}</c> the texts "x-y" and "z" would read like "x" and "y-z". Where the literal between two holes can't be
/// told from the text of the first one, a comma, which no escaped text holds, is put in front of the second one.
/// </remarks>
internal static class HoleSeparator
{
    public static bool IsNeeded(ArgumentEncoder left, ReadOnlySpan<char> literal) => !left.EndsBefore(literal);
}
