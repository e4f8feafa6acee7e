using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Values by host, found by any host that overlaps: an equal one, or one of which a wildcard covers the other.</summary>
internal sealed class HostIndex<T>
{
    private readonly Dictionary<string, List<T>> _byHost = new(StringComparer.Ordinal);
    private readonly HashSet<int> _wildcardLengths = [];
    private string[]? _reversed;

    public void Add(string host, T value)
    {
        if (!_byHost.TryGetValue(host, out var values))
            _byHost[host] = values = [];
        values.Add(value);
        if (HostNames.IsWildcard(host))
            _wildcardLengths.Add(host.Length - 1);
        _reversed = null;
    }

    /// <summary>The values of the host itself.</summary>
    public IReadOnlyList<T> Equal(string host) => _byHost.GetValueOrDefault(host) ?? [];

    /// <summary>The values of all hosts that overlap, the host itself included.</summary>
    public IEnumerable<T> Overlapping(string host)
    {
        var suffix = HostNames.IsWildcard(host) ? host[1..] : host;
        if (!HostNames.IsWildcard(host))
        {
            foreach (var value in Equal(host))
                yield return value;
        }
        else
        {
            foreach (var narrower in EndingIn(suffix))
            {
                foreach (var value in _byHost[narrower])
                    yield return value;
            }
        }

        foreach (var length in _wildcardLengths)
        {
            if (length > suffix.Length || (length == suffix.Length && HostNames.IsWildcard(host)))
                continue;

            foreach (var value in Equal("*" + suffix[^length..]))
                yield return value;
        }
    }

    private IEnumerable<string> EndingIn(string suffix)
    {
        _reversed ??= [.. _byHost.Keys.Select(Reverse).Order(StringComparer.Ordinal)];
        var prefix = Reverse(suffix);
        var start = Array.BinarySearch(_reversed, prefix, StringComparer.Ordinal);
        for (var i = start < 0 ? ~start : start; i < _reversed.Length && _reversed[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            yield return Reverse(_reversed[i]);
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
