using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class DestinationTests
{
    [Fact]
    public void Traffic_is_drawn_in_proportion_to_the_weights()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("split", "model", """
            - route:
              - {destination: {host: model, subset: v1}, weight: 3}
              - {destination: {host: model, subset: none}, weight: 0}
              - {destination: {host: model, subset: v2}, weight: 1}
            """));

        var drawn = Enumerable.Range(0, 8).Select(draw => mesh.Send("model", draw: (ulong)draw).Cluster!.Split('|')[2]);

        Assert.Equal(["v1", "v1", "v1", "v2", "v1", "v1", "v1", "v2"], drawn);
    }

    [Fact]
    public void A_single_destination_gets_everything_whatever_its_weight()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("one", "model", "- {route: [{destination: {host: model}, weight: 0}]}"));

        Assert.Equal("outbound|80||model.ml.svc.cluster.local", mesh.Send("model", draw: 99).Cluster);
    }

    [Fact]
    public void A_missing_subset_keeps_its_share_and_has_no_cluster()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("split", "model", "- {route: [{destination: {host: model}, weight: 1}, {destination: {host: model, subset: gone}, weight: 1}]}"));
        var proxy = mesh.Proxy();

        Assert.NotNull(proxy.Cluster(mesh.Send("model", draw: 0).Cluster!));
        Assert.Null(proxy.Cluster(mesh.Send("model", draw: 1).Cluster!));
    }

    [Theory]
    [InlineData("{host: store}", 80, "outbound|80||store.ml.svc.cluster.local")]
    [InlineData("{host: store, port: {number: 8080}}", 80, "outbound|8080||store.ml.svc.cluster.local")]
    [InlineData("{host: model}", 9090, "outbound|9090||model.ml.svc.cluster.local")]
    [InlineData("{host: model.other.svc.cluster.local}", 80, "outbound|80||model.other.svc.cluster.local")]
    [InlineData("{host: model.other}", 80, "outbound|80||model.other")]
    public void In_the_mesh_a_destination_without_port_means_the_addressed_port(string destination, int port, string expected) =>
        Assert.Equal(expected, new TestMesh(TestMesh.VirtualService("rule", "model", $"- {{route: [{{destination: {destination}}}]}}")).Send("model", port: port).Cluster);

    [Fact]
    public void Short_destinations_mean_the_namespace_of_the_rule()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model.other.svc.cluster.local", "- {name: elsewhere, route: [{destination: {host: model}}]}"));

        Assert.Equal("outbound|80||model.ml.svc.cluster.local", mesh.Send("model", from: "stranger").Cluster);
    }

    [Fact]
    public void Mirrors_without_percentage_copy_everything_and_with_zero_nothing()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model", """
            - route: [{destination: {host: model}}]
              mirrors:
              - {destination: {host: model, subset: all}}
              - {destination: {host: model, subset: none}, percentage: {value: 0}}
              - {destination: {host: model, subset: some}, percentage: {value: 0.12345}}
            """));

        Assert.Equal([new MirrorPolicy("outbound|80|all|model.ml.svc.cluster.local", Fraction.Always), new MirrorPolicy("outbound|80|some|model.ml.svc.cluster.local", new Fraction(1234))],
            mesh.Send("model").Route!.Mirrors);
    }

    [Fact]
    public void A_share_holds_for_as_many_draws_as_it_says()
    {
        var share = Fraction.FromPercent(25);

        Assert.True(share.Draw(new FixedRandom(249_999)));
        Assert.False(share.Draw(new FixedRandom(250_000)));
        Assert.False(Fraction.FromPercent(0).Draw(new FixedRandom(0)));
        Assert.True(Fraction.FromPercent(100).Draw(new FixedRandom(999_999)));
    }
}
