namespace Caching;

/// <summary>The business call behind an asynchronous method, ready to be made, also after an await.</summary>
/// <typeparam name="T">What it returns; <see cref="NoResult"/> where the task has no result.</typeparam>
internal interface IAsyncTarget<T>
{
    Task<T> InvokeAsync();

    /// <summary>Makes it with a token of the load's own in the place of the caller's, where the call takes one.</summary>
    Task<T> InvokeAsync(CancellationToken token);
}
