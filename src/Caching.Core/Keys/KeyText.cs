namespace Caching;

/// <summary>Marks of the key format; none of them occurs in escaped text.</summary>
internal static class KeyText
{
    public const char Null = '~';

    /// <summary>Tells apart two cases of one type whose text would be the same.</summary>
    public const char Mark = '!';

    /// <summary>An element without text, so that a list of one empty string isn't an empty list.</summary>
    public const string EmptyElement = "''";

    public const char Separator = ',';

    public const char VarySeparator = '|';
}
