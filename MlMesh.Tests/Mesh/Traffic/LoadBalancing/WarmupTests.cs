using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.LoadBalancing;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic.LoadBalancing;

public sealed class WarmupTests
{
    [Theory]
    [InlineData(0, 1, 0.1)]
    [InlineData(3, 1, 0.1)]
    [InlineData(15, 1, 0.25)]
    [InlineData(30, 1, 0.5)]
    [InlineData(15, 2, 0.5)]
    [InlineData(60, 1, 1)]
    [InlineData(90, 2, 1)]
    public void An_endpoints_share_grows_with_its_age(int seconds, double aggression, double expected) =>
        Assert.Equal(expected, WarmupShare.Of(new WarmupConfig(TimeSpan.FromSeconds(60), aggression), TimeSpan.FromSeconds(seconds)), 3);

    [Theory]
    [InlineData(LoadBalancerKind.RoundRobin)]
    [InlineData(LoadBalancerKind.LeastRequest)]
    public void A_young_endpoint_gets_its_share_of_the_requests_and_a_grown_one_all_of_it(LoadBalancerKind kind)
    {
        var time = new SteppedTime();
        var old = TestHosts.Of(time, 1)[0];
        time.Advance(TimeSpan.FromSeconds(120));
        var young = TestHosts.Of(time, 1, 1)[1];
        time.Advance(TimeSpan.FromSeconds(20));
        var config = new LoadBalancerConfig { Kind = kind, Warmup = new WarmupConfig(TimeSpan.FromSeconds(60)) };
        var picker = PickerFactory.Create(config, [old, young], new ClusterServices(null!, time, new FixedRandom(0, 1, 1, 0)), new TurnCounter(0));

        // Its weight is a third of the other's, so of 400 requests it gets about 100.
        Assert.InRange(Count(), 95, 105);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.InRange(Count(), 195, 205);

        int Count() => Enumerable.Range(0, 400).Count(_ => picker.Pick(null) == young);
    }
}
