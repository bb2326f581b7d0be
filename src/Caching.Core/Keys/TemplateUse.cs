namespace Caching;

/// <summary>What the text of a template becomes.</summary>
internal enum TemplateUse
{
    Key,
    Tag,

    /// <summary>A glob: its literals keep their glob characters, its holes are escaped.</summary>
    Pattern,
}
