using MlMesh.Mesh.Routing.Paths;
using MlMesh.Tests.Gateway;
using MlMesh.Tests.Inference;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Policies and applications read the same path: what a policy took for another path than a protected one never is the protected one to the application.</summary>
public sealed class PathConfusionTests
{
    private const string Metrics = "/metrics";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => PathForms.Of("metrics");

    public static TheoryData<string> Predictions => PathForms.Of("predict");

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_gateway_shows_its_metrics_only_under_the_path_that_policies_see(string target)
    {
        await using var gateway = await GatewayUnderTest.StartBeforeAsync("http://127.0.0.1:9");

        var answer = await RawExchange.SendAsync(new Uri(gateway.Address), Get(target), Cancelled);

        AssertMetricsOnlyAtTheirPath(target, answer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_model_server_shows_its_metrics_only_under_the_path_that_policies_see(string target)
    {
        await using var server = await InferenceServer.StartWithTestModelsAsync();

        var answer = await RawExchange.SendAsync(server.Address, Get(target), Cancelled);

        AssertMetricsOnlyAtTheirPath(target, answer);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [MemberData(nameof(Predictions))]
    public async Task What_is_forwarded_is_byte_for_byte_what_was_decided_on(string target)
    {
        await using var world = await HostileWorld.StartAsync();

        await RawExchange.SendAsync(world.Address, Get(target), Cancelled);

        var decided = Seen(target);
        Assert.All(world.Received, received => Assert.Equal(decided, received.Target));
        Assert.DoesNotContain(world.Received, received => received.Target.StartsWith(Metrics, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Predictions))]
    public async Task A_denied_path_is_reached_in_no_spelling(string target)
    {
        await using var world = await HostileWorld.StartAsync(HostileWorld.RoutesEverything + """

            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: no-predictions, namespace: ml-services}
            spec:
              selector: {matchLabels: {app: gateway}}
              action: DENY
              rules: [{to: [{operation: {paths: [/predict]}}]}]
            """);

        var answer = await RawExchange.SendAsync(world.Address, Get(target), Cancelled);

        // Other paths may be answered; only as other paths.
        Assert.DoesNotContain(world.Received, received => Seen(received.Target).Split('?')[0] == "/predict");
        Assert.True(Seen(target).Split('?')[0] != "/predict" || RawExchange.Status(answer) == 403, answer);
    }

    private static void AssertMetricsOnlyAtTheirPath(string target, string answer)
    {
        var isServed = answer.Contains("\n# TYPE ", StringComparison.Ordinal);
        // The plain spelling must be served, or this would prove nothing.
        Assert.True(target != Metrics || isServed);
        Assert.True(!isServed || Seen(target).Split('?')[0] == Metrics, $"{target} is {Seen(target)} to a policy, and the application served its metrics.");
    }

    /// <summary>The path as a policy sees it.</summary>
    private static string Seen(string target)
    {
        if (target.StartsWith("http://", StringComparison.Ordinal))
        {
            var rest = target["http://x".Length..];
            target = rest.StartsWith('/') ? rest : $"/{rest}";
        }

        return PathNormalizer.TryNormalize(target, PathNormalizationMode.Base, out var path) ? path : "none";
    }

    private static string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
}
