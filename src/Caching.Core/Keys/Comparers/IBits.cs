namespace Caching;

/// <summary>How values of one type are told apart, bit for bit.</summary>
/// <remarks>
/// A struct, so that code that is generic in it is compiled for it. Besides these, for boxed values or none, it has
/// <c>Same</c> and <c>Hash</c> for values of its type, which compiled expressions call.
/// </remarks>
internal interface IBits
{
    static abstract bool BoxedSame(object? a, object? b);

    static abstract int BoxedHash(object? a);
}
