using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic;

public sealed class ConnectionPoolTests
{
    [Fact]
    public async Task Requests_over_the_limit_are_refused_at_once()
    {
        using var world = new TrafficWorld(Policy("http: {http2MaxRequests: 2}"));
        var hold = Hold(world);
        var first = world.SendAsync();
        var second = world.SendAsync();
        await Until(() => world.Asked.Count == 2);

        var (status, body) = await world.SendAsync();

        Assert.Equal((503, "upstream connect error or disconnect/reset before headers. reset reason: overflow"), (status, body));
        Assert.Equal(("UO", "upstream_reset_before_response_started{overflow}"), (world.Log.Single().Flags, world.Log.Single().Details));
        hold.SetResult();
        Assert.Equal([200, 200], (await Task.WhenAll(first, second)).Select(answer => answer.Status));
    }

    [Fact]
    public async Task Requests_wait_for_a_free_connection()
    {
        using var world = new TrafficWorld(Policy("tcp: {maxConnections: 1}"));
        var hold = Hold(world);
        var all = Enumerable.Range(0, 5).Select(_ => world.SendAsync()).ToList();
        await Until(() => !world.Asked.IsEmpty);
        hold.SetResult();

        Assert.All(await Task.WhenAll(all), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, world.Connections);
    }

    [Fact]
    public async Task With_one_connection_and_one_place_in_the_queue_two_are_served()
    {
        using var world = new TrafficWorld(Policy("tcp: {maxConnections: 1}, http: {http1MaxPendingRequests: 1}"));
        await world.SendAsync();
        var hold = Hold(world);
        var served = world.SendAsync();
        await Until(() => world.Asked.Count == 2);
        var waiting = world.SendAsync();

        Assert.Equal(503, (await world.SendAsync()).Status);

        hold.SetResult();
        Assert.Equal([200, 200], (await Task.WhenAll(served, waiting)).Select(answer => answer.Status));
    }

    [Fact]
    public async Task An_idle_connection_is_used_again_until_its_time_is_over()
    {
        using var world = new TrafficWorld(Policy("http: {idleTimeout: 10s}"));
        await world.SendManyAsync(3);
        Assert.Equal(1, world.Connections);

        world.Clock.Advance(TimeSpan.FromSeconds(11));
        await world.SendAsync();

        Assert.Equal(2, world.Connections);
    }

    [Fact]
    public async Task A_connection_carries_only_so_many_requests()
    {
        using var world = new TrafficWorld(Policy("http: {maxRequestsPerConnection: 2}"));

        await world.SendManyAsync(6);

        Assert.Equal(3, world.Connections);
    }

    [Fact]
    public async Task A_connection_that_the_pod_closed_is_replaced_unnoticed()
    {
        using var world = new TrafficWorld(Policy("http: {idleTimeout: 10s}"));
        world.Answer = (_, _) =>
        {
            var answer = TrafficWorld.Status(200);
            answer.Headers.Append("connection", "close");
            return Task.FromResult<MeshResponse?>(answer);
        };

        Assert.Equal([200, 200, 200], await world.SendManyAsync(3));
    }

    private static TaskCompletionSource Hold(TrafficWorld world)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Answer = async (_, _) =>
        {
            await hold.Task;
            return TrafficWorld.Status(200);
        };
        return hold;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(5, patience.Token);
    }

    // One pod only, so that every request meets the same connections.
    private static string Policy(string pool) => $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model, namespace: ml}
        spec: {hosts: [model], http: [{route: [{destination: {host: model, subset: v2}}]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: model, namespace: ml}
        spec: {host: model, trafficPolicy: {connectionPool: { {{{pool}}} }}, subsets: [{name: v2, labels: {version: v2}}]}
        """;
}
