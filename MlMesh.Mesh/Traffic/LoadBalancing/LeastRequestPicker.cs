using System.Collections.Immutable;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>LEAST_REQUEST: the less busy of two draws; the first of two equals.</summary>
internal sealed class LeastRequestPicker(ImmutableArray<UpstreamHost> hosts, IRandom random) : IHostPicker
{
    private readonly HostDraw _draw = new(hosts, random);

    public UpstreamHost? Pick(ulong? hash)
    {
        var first = _draw.Next();
        if (first is null || hosts.Length == 1)
            return first;
        var second = _draw.Next()!;
        return second.ActiveRequests < first.ActiveRequests ? second : first;
    }
}
