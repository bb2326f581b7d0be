namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Counts its calls; what they come to is the test's.</summary>
public class Shapes : IShapes
{
    public int Calls { get; private set; }

    public Outcome Outcome { get; set; }

    /// <summary>Gets what the last call failed with.</summary>
    public Exception? Failure { get; private set; }

    public int SeenCalls { get; private set; }

    public virtual void Nothing(int id) => Run<int>();

    public virtual int Number(int id) => Run<int>();

    public virtual int? MaybeNumber(int id) => Run<int?>();

    public virtual string? Text(int id) => Run<string?>();

    public virtual Task Job(int id) => RunAsync<int>();

    public virtual Task<int> NumberTask(int id) => RunAsync<int>();

    public virtual Task<string?> TextTask(int id) => RunAsync<string?>();

    public virtual ValueTask ValueJob(int id) => new(RunAsync<int>());

    public virtual ValueTask<int> NumberValueTask(int id) => new(RunAsync<int>());

    public virtual ValueTask<string?> TextValueTask(int id) => new(RunAsync<string?>());

    public int Seen(int id) => ++SeenCalls;

    private T Run<T>()
    {
        Calls++;
        return Outcome switch
        {
            Outcome.Value => Value<T>(),
            Outcome.Null => default!,
            _ => throw Fail(),
        };
    }

    private Task<T> RunAsync<T>()
    {
        Calls++;
        return Outcome switch
        {
            Outcome.Value => Task.FromResult(Value<T>()),
            Outcome.Null => Task.FromResult<T>(default!),
            Outcome.Faults => Task.FromException<T>(Fail()),
            Outcome.FaultsLater => FailLater<T>(),
            Outcome.Cancelled => Task.FromCanceled<T>(new CancellationToken(canceled: true)),
            _ => throw Fail(),
        };
    }

    private async Task<T> FailLater<T>()
    {
        await Task.Yield();
        throw Fail();
    }

    private Exception Fail() =>
        Failure = Outcome is Outcome.Cancelled or Outcome.ThrowsCancelled
            ? new OperationCanceledException()
            : new FormatException("of the business");

    private T Value<T>() => typeof(T) == typeof(string) ? (T)(object)$"text {Calls}" : (T)(object)Calls;
}
