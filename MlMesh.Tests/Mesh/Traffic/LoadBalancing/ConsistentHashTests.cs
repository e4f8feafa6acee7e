using System.Collections.Immutable;
using System.Text;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Hashing;
using MlMesh.Mesh.Traffic.LoadBalancing;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic.LoadBalancing;

public sealed class ConsistentHashTests
{
    private static readonly LoadBalancerConfig Ring = new() { Kind = LoadBalancerKind.RingHash };
    private static readonly LoadBalancerConfig Maglev = new() { Kind = LoadBalancerKind.Maglev };

    public static TheoryData<LoadBalancerKind> Kinds => [LoadBalancerKind.RingHash, LoadBalancerKind.Maglev];

    [Fact]
    public void On_a_ring_a_key_belongs_to_the_next_place_of_an_endpoint()
    {
        var hosts = TestHosts.Of(TimeProvider.System, 1, 1, 1);
        var places = hosts.SelectMany(host => Enumerable.Range(0, 342).Select(i => (Place: Hash($"{host.Endpoint.Authority}_{i}"), Host: host))).OrderBy(place => place.Place).ToList();

        var picker = Picker(Ring, hosts);

        Assert.All(Keys(), key => Assert.Same(places.FirstOrDefault(place => place.Place >= key, places[0]).Host, picker.Pick(key)));
    }

    [Fact]
    public void In_a_Maglev_table_endpoints_claim_free_slots_in_turn_each_in_its_own_order()
    {
        const ulong Size = 251;
        var hosts = TestHosts.Of(TimeProvider.System, 1, 1, 1);
        var orders = hosts.Select(host => Order(host, Size).GetEnumerator()).ToList();
        var table = new UpstreamHost?[Size];
        for (var filled = 0UL; filled < Size; filled++)
        {
            var order = orders[(int)(filled % 3)];
            while (order.MoveNext() && table[order.Current] is not null)
                continue;
            table[order.Current] = hosts[(int)(filled % 3)];
        }

        var picker = Picker(Maglev with { MaglevTableSize = Size }, hosts);

        Assert.All(Keys(), key => Assert.Same(table[key % Size], picker.Pick(key)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void When_an_endpoint_goes_most_keys_of_the_others_stay(LoadBalancerKind kind)
    {
        var hosts = TestHosts.Of(TimeProvider.System, 1, 1, 1, 1);
        var before = Picker(new LoadBalancerConfig { Kind = kind }, hosts);
        var after = Picker(new LoadBalancerConfig { Kind = kind }, hosts.RemoveAt(3));

        var others = Keys().Where(key => before.Pick(key) != hosts[3]).ToList();

        // The ring keeps its size, so the others get a third more places on it and trade some keys; hashing by remainder would move two thirds.
        Assert.InRange(others.Count(key => before.Pick(key) != after.Pick(key)), 0, others.Count * 0.35);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Keys_are_shared_out_by_weight(LoadBalancerKind kind)
    {
        var hosts = TestHosts.Of(TimeProvider.System, 3, 1);
        var picker = Picker(new LoadBalancerConfig { Kind = kind }, hosts);

        var keys = Keys().ToList();

        Assert.InRange(keys.Count(key => picker.Pick(key) == hosts[0]), keys.Count * 0.67, keys.Count * 0.83);
    }

    private static IEnumerable<ulong> Order(UpstreamHost host, ulong size)
    {
        var offset = Hash(host.Endpoint.Authority) % size;
        var skip = (XxHash64.Compute(Encoding.ASCII.GetBytes(host.Endpoint.Authority), 1) % (size - 1)) + 1;
        for (var n = 0UL; ; n++)
            yield return (offset + (skip * n)) % size;
    }

    private static IEnumerable<ulong> Keys() => Enumerable.Range(0, 2000).Select(i => Hash($"user-{i}"));

    private static ulong Hash(string text) => XxHash64.Compute(Encoding.ASCII.GetBytes(text), 0);

    private static IHostPicker Picker(LoadBalancerConfig config, ImmutableArray<UpstreamHost> hosts) =>
        PickerFactory.Create(config, hosts, new ClusterServices(null!, TimeProvider.System, new FixedRandom()), new TurnCounter(0));
}
