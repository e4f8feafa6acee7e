using Xunit;

namespace MlMesh.Tests.Mesh.Traffic;

public sealed class OutlierDetectionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_pod_that_fails_too_often_in_a_row_gets_no_more_requests()
    {
        using var world = Failing("a", "consecutive5xxErrors: 3, interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: 100");

        await world.SendManyAsync(30);

        Assert.Equal(3, world.Asked.Count(pod => pod == "a"));
    }

    [Fact]
    public async Task A_good_answer_in_between_starts_the_count_again()
    {
        using var world = Failing("none", "consecutive5xxErrors: 2, interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: 100");
        var turn = 0;
        world.Answer = (pod, _) => Task.FromResult<MlMesh.Mesh.Traffic.Http.MeshResponse?>(TrafficWorld.Status(pod == "a" && turn++ % 2 == 0 ? 500 : 200));

        await world.SendManyAsync(30);

        Assert.Equal(10, world.Asked.Count(pod => pod == "a"));
    }

    [Fact]
    public async Task An_ejected_pod_comes_back_at_the_first_sweep_after_its_time()
    {
        using var world = Failing("a", "consecutive5xxErrors: 1, interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: 100");
        await world.SendManyAsync(3);
        world.Asked.Clear();

        world.Clock.Advance(9 * Second);
        await world.SendManyAsync(6);
        Assert.DoesNotContain("a", world.Asked);

        world.Clock.Advance(2 * Second);
        await world.SendManyAsync(6);
        Assert.Contains("a", world.Asked);
    }

    [Fact]
    public async Task A_pod_that_fails_again_stays_out_longer()
    {
        using var world = Failing("a", "consecutive5xxErrors: 1, interval: 10s, baseEjectionTime: 10s, maxEjectionPercent: 100");
        await world.SendManyAsync(3);
        world.Clock.Advance(11 * Second);
        await world.SendManyAsync(6);
        world.Asked.Clear();

        world.Clock.Advance(20 * Second);
        await world.SendManyAsync(6);
        Assert.DoesNotContain("a", world.Asked);

        world.Clock.Advance(10 * Second);
        await world.SendManyAsync(6);
        Assert.Contains("a", world.Asked);
    }

    [Theory]
    [InlineData(33, 3)]
    [InlineData(34, 2)]
    public async Task The_limit_of_ejections_counts_the_candidate_too(int percent, int podsLeft)
    {
        using var world = Failing("a", $"consecutive5xxErrors: 1, interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: {percent}");
        await world.SendManyAsync(3);
        world.Asked.Clear();

        await world.SendManyAsync(12);

        Assert.Equal(podsLeft, world.Asked.Distinct().Count());
    }

    [Fact]
    public async Task With_every_pod_ejected_there_is_no_healthy_upstream()
    {
        using var world = Failing("abc", "consecutive5xxErrors: 1, interval: 10s, baseEjectionTime: 100s, maxEjectionPercent: 100");
        await world.SendManyAsync(3);
        world.Clock.Advance(2 * Second);

        Assert.Equal((503, "no healthy upstream"), await world.SendAsync());
        Assert.Equal("UH", world.Log.Last().Flags);
    }

    [Fact]
    public async Task Below_the_least_health_all_pods_are_used_again()
    {
        using var world = Failing("a", "consecutive5xxErrors: 1, interval: 10s, baseEjectionTime: 100s, maxEjectionPercent: 100, minHealthPercent: 70");
        await world.SendManyAsync(3);
        world.Asked.Clear();

        await world.SendManyAsync(9);

        Assert.Equal(3, world.Asked.Distinct().Count());
    }

    [Fact]
    public async Task A_second_ejection_takes_effect_only_when_a_second_is_over()
    {
        using var world = Failing("ab", "consecutive5xxErrors: 1, interval: 10s, baseEjectionTime: 100s, maxEjectionPercent: 100");
        await world.SendManyAsync(4);
        world.Asked.Clear();

        await world.SendManyAsync(10);
        Assert.Equal(2, world.Asked.Distinct().Count());
        world.Asked.Clear();

        world.Clock.Advance(1.1 * Second);
        await world.SendManyAsync(10);
        Assert.Equal(["c"], world.Asked.Distinct());
    }

    [Fact]
    public async Task Refused_connections_count_as_gateway_errors()
    {
        using var world = Failing("none", "consecutiveGatewayErrors: 2, consecutive5xxErrors: 0, interval: 1s, baseEjectionTime: 10s, maxEjectionPercent: 100", retries: "retries: {attempts: 0}");
        world.Refusing.Add("a");

        var statuses = await world.SendManyAsync(30);

        Assert.Equal(2, statuses.Count(status => status == 503));
    }

    [Fact]
    public async Task Ejections_survive_a_new_policy_that_does_not_concern_the_cluster()
    {
        const string Detection = "consecutive5xxErrors: 1, interval: 1s, baseEjectionTime: 100s, maxEjectionPercent: 100";
        using var world = Failing("a", Detection);
        await world.SendManyAsync(3);
        world.Asked.Clear();

        world.Apply(Policy(Detection, "timeout: 5s"));
        await world.SendManyAsync(12);

        Assert.DoesNotContain("a", world.Asked);
    }

    private static TrafficWorld Failing(string pods, string detection, string retries = "") => new(Policy(detection, retries))
    {
        Answer = (pod, _) => Task.FromResult<MlMesh.Mesh.Traffic.Http.MeshResponse?>(TrafficWorld.Status(pods.Contains(pod, StringComparison.Ordinal) ? 500 : 200)),
    };

    private static string Policy(string detection, string rule) => $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model, namespace: ml}
        spec:
          hosts: [model]
          http:
          - route: [{destination: {host: model}}]
            {{{rule}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: model, namespace: ml}
        spec: {host: model, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}, outlierDetection: { {{{detection}}} } } }
        """;
}
