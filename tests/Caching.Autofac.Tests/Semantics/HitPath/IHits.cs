namespace Caching.Registration.Tests.Semantics.HitPath;

/// <summary>Every return shape for the three lists of arguments that hits are measured with.</summary>
public interface IHits<T>
{
    T One(int id);
    T Text(string name);
    T Three(int id, string name, bool flag);
    Task<T> OneTask(int id);
    Task<T> TextTask(string name);
    Task<T> ThreeTask(int id, string name, bool flag);
    ValueTask<T> OneValueTask(int id);
    ValueTask<T> TextValueTask(string name);
    ValueTask<T> ThreeValueTask(int id, string name, bool flag);
}
