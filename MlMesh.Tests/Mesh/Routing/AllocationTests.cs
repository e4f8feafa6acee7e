using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class AllocationTests
{
    [Fact]
    public void A_decision_allocates_nothing()
    {
        var table = new TestMesh(TestMesh.VirtualService("rules", "model", """
            - {match: [{uri: {exact: /v1}}, {uri: {prefix: /v2}}, {uri: {regex: '/v3/[0-9]+'}}], route: [{destination: {host: model}}]}
            - {match: [{headers: {x-user-group: {exact: beta}}, method: {exact: POST}}], route: [{destination: {host: model}}]}
            - {match: [{queryParams: {debug: {exact: '1'}}}, {withoutHeaders: {x-user-group: {}}}], route: [{destination: {host: model}}]}
            - {route: [{destination: {host: model}, weight: 90}, {destination: {host: model, subset: v2}, weight: 10}]}
            """)).Proxy().Outbound(80)!;
        var request = TestMesh.Request("model.ml:80", "/predict?x=1&y=2", "POST", headers: ("x-user-group", "alpha"));
        var random = SharedRandom.Instance;
        // The first calls build the regular expressions' automata.
        for (var i = 0; i < 1000; i++)
            table.Route(request, random);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            table.Route(request, random);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }
}
