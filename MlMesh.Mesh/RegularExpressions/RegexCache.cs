using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MlMesh.Mesh.RegularExpressions;

/// <summary>
/// Built patterns by their .NET form. Building one costs a thousand times more than looking it up, a policy repeats its patterns from rule to rule, and
/// checks, compiles and reloads each need them.
/// </summary>
internal static class RegexCache
{
    private const int Capacity = 4096;

    private static readonly ConcurrentDictionary<string, Regex> Built = new(StringComparer.Ordinal);

    public static Regex Get(string pattern, Func<string, Regex> build)
    {
        if (Built.TryGetValue(pattern, out var known))
            return known;

        // Starting over is enough to stay bounded: a policy that does not fit would not be served by any order of eviction.
        if (Built.Count >= Capacity)
            Built.Clear();
        return Built.GetOrAdd(pattern, build);
    }
}
