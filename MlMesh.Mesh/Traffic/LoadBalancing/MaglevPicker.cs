using System.Collections.Immutable;
using System.Text;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Hashing;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Maglev consistent hashing (Eisenbud et al., NSDI 2016) as Envoy fills the table: endpoints claim free slots in turn, each in its own order.</summary>
internal sealed class MaglevPicker : IHostPicker
{
    private readonly UpstreamHost[] _table;
    private readonly IRandom _random;

    public MaglevPicker(ImmutableArray<UpstreamHost> hosts, ulong size, IRandom random)
    {
        _random = random;
        _table = hosts.IsEmpty ? [] : Fill(hosts, size);
    }

    public UpstreamHost? Pick(ulong? hash) => _table.Length == 0 ? null : _table[(int)((hash ?? _random.NextBits()) % (ulong)_table.Length)];

    private static UpstreamHost[] Fill(ImmutableArray<UpstreamHost> hosts, ulong size)
    {
        var table = new UpstreamHost[size];
        var entries = hosts.Select(host => new Entry(host, size)).ToArray();
        var heaviest = entries.Max(entry => entry.Weight);
        for (ulong filled = 0, turn = 1; filled < size; turn++)
        {
            for (var i = 0; i < entries.Length && filled < size; i++)
            {
                if (!entries[i].TakesTurn(turn, heaviest))
                    continue;
                table[entries[i].Claim(table)] = entries[i].Host;
                filled++;
            }
        }

        return table;
    }

    private sealed class Entry(UpstreamHost host, ulong size)
    {
        private readonly ulong _offset = Hash(host, 0) % size;
        private readonly ulong _skip = (Hash(host, 1) % (size - 1)) + 1;
        private ulong _next;
        private double _earned;

        public UpstreamHost Host => host;

        public double Weight { get; } = host.Weight;

        // A lighter endpoint sits out the turns that it has not earned.
        public bool TakesTurn(ulong turn, double heaviest)
        {
            if (turn * Weight < _earned)
                return false;
            _earned += heaviest;
            return true;
        }

        public ulong Claim(UpstreamHost[] table)
        {
            while (true)
            {
                var slot = (_offset + (_skip * _next++)) % size;
                if (table[slot] is null)
                    return slot;
            }
        }

        private static ulong Hash(UpstreamHost host, ulong seed) => XxHash64.Compute(Encoding.ASCII.GetBytes(host.Endpoint.Authority), seed);
    }
}
