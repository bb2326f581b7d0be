namespace Caching;

/// <summary>A literal of a template and the hole behind it, if there is one.</summary>
internal readonly record struct TemplatePart(string Literal, TemplateHole? Hole);
