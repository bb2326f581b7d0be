using System.Collections.Concurrent;
using System.Diagnostics;

namespace Caching.Registration.Tests.Refreshing;

/// <summary>What the rates answer, and who asked them.</summary>
public sealed class RatesScript
{
    private readonly object _gate = new();
    private int _calls;

    public ConcurrentQueue<Rates> Instances { get; } = [];

    public ConcurrentQueue<string> Arguments { get; } = [];

    public ConcurrentQueue<CancellationToken> Tokens { get; } = [];

    public ConcurrentQueue<string?> Activities { get; } = [];

    public ConcurrentQueue<string?> Contexts { get; } = [];

    public AsyncLocal<string?> Context { get; } = new();

    public Func<int, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public int Calls => _calls;

    public async Task<string> CallAsync(Rates instance, string argument, CancellationToken token)
    {
        var call = Note(instance, argument, token);
        await Before(call, token);
        return $"{argument} {call}";
    }

    public string Call(Rates instance, string argument) => $"{argument} {Note(instance, argument, default)}";

    // Under a lock, so that a call's number says where in the lists it is.
    private int Note(Rates instance, string argument, CancellationToken token)
    {
        lock (_gate)
        {
            Arguments.Enqueue(argument);
            Instances.Enqueue(instance);
            Tokens.Enqueue(token);
            Activities.Enqueue(Activity.Current?.DisplayName);
            Contexts.Enqueue(Context.Value);
            return ++_calls;
        }
    }
}
