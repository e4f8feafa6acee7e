using System.Collections.Immutable;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>ROUND_ROBIN: in a fixed cycle in which every endpoint has as many turns as its weight.</summary>
/// <param name="hosts">The endpoints.</param>
/// <param name="turn">Counts the turns; it outlives changes of the endpoints, so that a cycle goes on.</param>
internal sealed class RoundRobinPicker(ImmutableArray<UpstreamHost> hosts, TurnCounter turn) : IHostPicker
{
    private readonly ImmutableArray<UpstreamHost> _cycle = Cycle(hosts);

    public UpstreamHost? Pick(ulong? hash) => _cycle.IsEmpty ? null : _cycle[(int)(turn.Next() % (ulong)_cycle.Length)];

    // Smooth weighted round robin, unrolled once: each step goes to the endpoint that is furthest behind its share.
    private static ImmutableArray<UpstreamHost> Cycle(ImmutableArray<UpstreamHost> hosts)
    {
        if (hosts.All(host => host.Weight == hosts[0].Weight))
            return hosts;
        var divisor = hosts.Aggregate(0UL, (gcd, host) => Gcd(gcd, host.Weight));
        var total = (long)hosts.Aggregate(0UL, (sum, host) => sum + (host.Weight / divisor));
        var credit = new long[hosts.Length];
        var cycle = ImmutableArray.CreateBuilder<UpstreamHost>((int)total);
        for (var step = 0L; step < total; step++)
        {
            var best = 0;
            for (var i = 0; i < hosts.Length; i++)
            {
                credit[i] += (long)(hosts[i].Weight / divisor);
                if (credit[i] > credit[best])
                    best = i;
            }

            credit[best] -= total;
            cycle.Add(hosts[best]);
        }

        return cycle.MoveToImmutable();
    }

    private static ulong Gcd(ulong a, ulong b) => b == 0 ? a : Gcd(b, a % b);
}
