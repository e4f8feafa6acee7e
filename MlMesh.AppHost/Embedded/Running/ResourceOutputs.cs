using System.Collections.Concurrent;

namespace Aspire.Hosting.Running;

/// <summary>What resources write: the last lines of each are kept, and each line is passed on.</summary>
internal sealed class ResourceOutputs
{
    private const int Kept = 100;

    private readonly ConcurrentDictionary<string, Queue<string>> _lines = new();

    public event Action<IResource, string>? Written;

    public void Write(IResource resource, string line)
    {
        var lines = _lines.GetOrAdd(resource.Name, _ => new());
        lock (lines)
        {
            if (lines.Count == Kept)
                lines.Dequeue();
            lines.Enqueue(line);
        }

        Written?.Invoke(resource, line);
    }

    public IReadOnlyList<string> Last(IResource resource, int count)
    {
        if (!_lines.TryGetValue(resource.Name, out var lines))
            return [];
        lock (lines)
            return [.. lines.TakeLast(count)];
    }
}
