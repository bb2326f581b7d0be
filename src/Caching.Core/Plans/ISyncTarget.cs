namespace Caching;

/// <summary>The business call behind a synchronous method, ready to be made.</summary>
/// <typeparam name="T">What it returns; <see cref="NoResult"/> for <see langword="void"/>.</typeparam>
internal interface ISyncTarget<out T>
{
    T Invoke();
}
