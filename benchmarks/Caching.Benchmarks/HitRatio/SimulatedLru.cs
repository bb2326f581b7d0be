namespace Caching.Benchmarks.HitRatio;

/// <summary>A perfect LRU: every use counts, and exactly the least recently used entry leaves.</summary>
internal sealed class SimulatedLru(int capacity) : ISimulatedCache
{
    private readonly Dictionary<int, LinkedListNode<int>> _nodes = [];
    private readonly LinkedList<int> _byUse = new();

    public bool Ask(int key)
    {
        if (_nodes.TryGetValue(key, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return true;
        }

        if (_nodes.Count == capacity)
        {
            _nodes.Remove(_byUse.Last!.Value);
            _byUse.RemoveLast();
        }

        _nodes.Add(key, _byUse.AddFirst(key));
        return false;
    }

    public void Dispose() { }
}
