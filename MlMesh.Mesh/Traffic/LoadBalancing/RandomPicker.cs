using System.Collections.Immutable;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>RANDOM: draws each time anew, in proportion to the weights.</summary>
internal sealed class RandomPicker(ImmutableArray<UpstreamHost> hosts, IRandom random) : IHostPicker
{
    private readonly HostDraw _draw = new(hosts, random);

    public UpstreamHost? Pick(ulong? hash) => _draw.Next();
}
