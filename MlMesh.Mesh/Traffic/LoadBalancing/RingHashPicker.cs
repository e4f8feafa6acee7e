using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Hashing;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Envoy's ring hash (Ketama): each endpoint has as many places on the ring as its weight's share; a key belongs to the next place.</summary>
internal sealed class RingHashPicker : IHostPicker
{
    private const double MaximumSize = 8 * 1024 * 1024;

    private readonly ulong[] _places;
    private readonly UpstreamHost[] _owners;
    private readonly IRandom _random;

    public RingHashPicker(ImmutableArray<UpstreamHost> hosts, ulong minimumSize, IRandom random)
    {
        _random = random;
        var places = new List<ulong>();
        var owners = new List<UpstreamHost>();
        var total = hosts.Sum(host => (double)host.Weight);
        var least = hosts.IsEmpty ? 1 : hosts.Min(host => host.Weight) / total;
        var scale = Math.Min(Math.Ceiling(least * minimumSize) / least, MaximumSize);
        double target = 0;
        foreach (var host in hosts)
        {
            target += scale * host.Weight / total;
            for (var i = 0; places.Count < target; i++)
            {
                places.Add(XxHash64.Compute(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{host.Endpoint.Authority}_{i}")), seed: 0));
                owners.Add(host);
            }
        }

        _places = [.. places];
        _owners = [.. owners];
        Array.Sort(_places, _owners);
    }

    public UpstreamHost? Pick(ulong? hash)
    {
        if (_places.Length == 0)
            return null;
        var index = Array.BinarySearch(_places, hash ?? _random.NextBits());
        if (index < 0)
            index = ~index;
        return _owners[index == _places.Length ? 0 : index];
    }
}
