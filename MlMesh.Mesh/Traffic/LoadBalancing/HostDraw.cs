using System.Collections.Immutable;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Draws endpoints at random in proportion to their weights.</summary>
internal sealed class HostDraw
{
    private readonly ImmutableArray<UpstreamHost> _hosts;
    private readonly IRandom _random;
    private readonly ulong[]? _cumulated;

    public HostDraw(ImmutableArray<UpstreamHost> hosts, IRandom random)
    {
        _hosts = hosts;
        _random = random;
        if (hosts.All(host => host.Weight == hosts[0].Weight))
            return;
        _cumulated = new ulong[hosts.Length];
        for (var i = 0; i < hosts.Length; i++)
            _cumulated[i] = hosts[i].Weight + (i == 0 ? 0 : _cumulated[i - 1]);
    }

    /// <summary>One endpoint; none when there are none.</summary>
    public UpstreamHost? Next()
    {
        if (_hosts.Length <= 1)
            return _hosts.IsEmpty ? null : _hosts[0];
        if (_cumulated is null)
            return _hosts[(int)(_random.NextBits() % (ulong)_hosts.Length)];
        var draw = _random.NextBits() % _cumulated[^1];
        var index = 0;
        while (_cumulated[index] <= draw)
            index++;
        return _hosts[index];
    }
}
