namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>A method of every shape of return.</summary>
public interface IShapes
{
    void Nothing(int id);
    int Number(int id);
    int? MaybeNumber(int id);
    string? Text(int id);
    Task Job(int id);
    Task<int> NumberTask(int id);
    Task<string?> TextTask(int id);
    ValueTask ValueJob(int id);
    ValueTask<int> NumberValueTask(int id);
    ValueTask<string?> TextValueTask(int id);

    [Cached(Tags = ["seen"])]
    int Seen(int id);
}
