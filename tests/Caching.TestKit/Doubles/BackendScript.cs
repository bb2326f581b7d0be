using System.Collections.Concurrent;

namespace Caching.TestKit.Doubles;

/// <summary>What a scripted backend does besides its work: it records, fails and waits at gates.</summary>
/// <remarks>Operations are called get, set, delete, exists, clear, pattern, tags, get many, and so on.</remarks>
public sealed class BackendScript
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Gate>> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = [];

    /// <summary>Gets or sets what the operations named by <see cref="FailsAt"/> throw; none when null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets or sets the operations that fail; all of them unless set.</summary>
    public Func<string, bool> FailsAt { get; set; } = _ => true;

    /// <summary>Gets or sets whether every asynchronous operation gives way before and after its work.</summary>
    public bool Yields { get; set; }

    /// <summary>Gets the names of the operations called so far.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    public int CallsOf(string operation) => _calls.Count(call => call == operation);

    /// <summary>Stops the next call of an operation before it does anything.</summary>
    public Gate HoldBefore(string operation) => Hold("before " + operation);

    /// <summary>Stops the next call of an operation after it has done its work, before it answers.</summary>
    public Gate HoldAfter(string operation) => Hold("after " + operation);

    internal async ValueTask<T> RunAsync<T>(string operation, Func<ValueTask<T>> work)
    {
        _calls.Enqueue(operation);
        await PassAsync("before " + operation).ConfigureAwait(false);
        ThrowIfFailing(operation);
        var result = await work().ConfigureAwait(false);
        await PassAsync("after " + operation).ConfigureAwait(false);
        return result;
    }

    internal T Run<T>(string operation, Func<T> work)
    {
        _calls.Enqueue(operation);
        Next("before " + operation)?.Pass();
        ThrowIfFailing(operation);
        var result = work();
        Next("after " + operation)?.Pass();
        return result;
    }

    private void ThrowIfFailing(string operation)
    {
        if (Failure is { } failure && FailsAt(operation))
        {
            throw failure;
        }
    }

    private Gate Hold(string place)
    {
        var gate = new Gate();
        _gates.GetOrAdd(place, static _ => []).Enqueue(gate);
        return gate;
    }

    private Gate? Next(string place) =>
        _gates.TryGetValue(place, out var gates) && gates.TryDequeue(out var gate) ? gate : null;

    private async Task PassAsync(string place)
    {
        if (Yields)
        {
            await Task.Yield();
        }

        await (Next(place)?.PassAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }
}
