using MlMesh.Mesh.Security.Identity;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Who may speak to a service at its mesh port, and how.</summary>
[Collection(MeshRuns.Name)]
public sealed class MutualTlsTests(MeshApplication application)
{
    private const string V1 = "model-inference-v1";
    private const string Model = "/v2/models/flight-delay";
    private const string GatewayPrincipal = "cluster.local/ns/ml-services/sa/gateway";
    private const string GatewayId = $"spiffe://{GatewayPrincipal}";

    [Fact]
    public async Task Services_call_each_other_over_mutual_TLS_and_know_who_calls()
    {
        await application.UseAsync("stable", Mode("STRICT"));
        var before = await CalledByGatewayAsync();

        Assert.Equal(200, (await application.PredictAsync()).Status);

        Assert.Equal(before + 1, await CalledByGatewayAsync());
    }

    [Fact]
    public async Task A_mesh_port_takes_what_PeerAuthentication_says()
    {
        using var gateway = await application.IdentityAsync(MeshApplication.Gateway);
        var port = application.MeshPort(V1);

        await application.UseAsync("stable", OpenToEverybody("STRICT"));
        await Eventually.HoldsAsync(async () => await RawPeer.AskAsync(port, Model) is null);
        Assert.Equal(200, (await RawPeer.AskSecurelyAsync(port, Model, gateway))?.Status);

        await application.UseAsync("stable", OpenToEverybody("PERMISSIVE"));
        await Eventually.HoldsAsync(async () => await RawPeer.AskAsync(port, Model) is { Status: 200 });
        Assert.Equal(200, (await RawPeer.AskSecurelyAsync(port, Model, gateway))?.Status);

        await application.UseAsync("stable", OpenToEverybody("DISABLE"));
        await Eventually.HoldsAsync(async () => await RawPeer.AskSecurelyAsync(port, Model, gateway) is null);
        Assert.Equal(200, (await RawPeer.AskAsync(port, Model))?.Status);
        Assert.Equal(200, (await application.PredictAsync()).Status);
    }

    [Fact]
    public async Task Under_STRICT_a_services_own_port_answers_probes_and_scrapes_and_nothing_else()
    {
        await application.UseAsync("stable", Mode("STRICT"));
        var port = application.OwnAddress(V1).Port;

        await Eventually.HoldsAsync(async () => await RawPeer.AskAsync(port, Model) is null);
        foreach (var path in new[] { "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", "/", "/healthy", "/metrics/x", "/metricsx", "/v2/health/ready", "/METRICS", "//metrics" })
            Assert.Null(await RawPeer.AskAsync(port, path));
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
            Assert.Equal(200, (await RawPeer.AskAsync(port, path))?.Status);
    }

    [Fact]
    public async Task A_caller_without_certificate_or_with_one_of_a_foreign_authority_is_refused()
    {
        await application.UseAsync("stable", Mode("STRICT"));
        using var foreign = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        using var stranger = foreign.Issue(SpiffeId.OfServiceAccount("cluster.local", "ml-services", "gateway"), TimeSpan.FromHours(1));
        using var gateway = await application.IdentityAsync(MeshApplication.Gateway);
        var port = application.MeshPort(V1);

        Assert.Null(await RawPeer.AskSecurelyAsync(port, Model, identity: null));
        Assert.Null(await RawPeer.AskSecurelyAsync(port, Model, stranger));
        Assert.Equal(200, (await RawPeer.AskSecurelyAsync(port, Model, gateway))?.Status);
    }

    [Fact]
    public async Task A_workload_that_no_policy_lets_in_gets_403()
    {
        await application.UseAsync("stable", text => Mode("STRICT")(text) + $$"""
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: only-the-gateway}
            spec:
              selector: {matchLabels: {app: model-inference} }
              rules: [{from: [{source: {principals: [{{GatewayPrincipal}}]} }]}]
            """);
        using var gateway = await application.IdentityAsync(MeshApplication.Gateway);
        using var v2 = await application.IdentityAsync(MeshApplication.V2[0]);
        var port = application.MeshPort(V1);

        await Eventually.HoldsAsync(async () => await RawPeer.AskSecurelyAsync(port, Model, v2) is { Status: 403 });

        Assert.Equal("RBAC: access denied", (await RawPeer.AskSecurelyAsync(port, Model, v2))?.Body);
        Assert.Equal(200, (await RawPeer.AskSecurelyAsync(port, Model, gateway))?.Status);
        Assert.Equal(200, (await application.PredictAsync()).Status);
    }

    [Fact]
    public async Task A_server_that_is_somebody_else_is_not_asked()
    {
        var before = await FailedConnectionsAsync();
        await application.UseAsync("stable", editRule: text => text.Replace(
            "  host: model-inference\n  trafficPolicy:\n",
            "  host: model-inference\n  trafficPolicy:\n    tls: {mode: ISTIO_MUTUAL, subjectAltNames: ['spiffe://cluster.local/ns/ml-services/sa/somebody-else']}\n",
            StringComparison.Ordinal));

        await Eventually.HoldsAsync(async () => await application.PredictAsync() is { Status: 503 });

        Assert.True(await FailedConnectionsAsync() > before);
    }

    private static Func<string, string> Mode(string mode) => text => $$"""
        {{text}}
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: mode-of-the-test}
        spec: {selector: {matchLabels: {app: model-inference} }, mtls: {mode: {{mode}} } }

        """;

    // The base lets nobody in who has no identity.
    private static Func<string, string> OpenToEverybody(string mode) => text => Mode(mode)(text) + """
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: everybody}
        spec: {selector: {matchLabels: {app: model-inference}}, rules: [{}]}
        """;

    private Task<int> CalledByGatewayAsync() => application.CountAsync(
        V1, ("reporter", "destination"), ("connection_security_policy", "mutual_tls"), ("source_principal", GatewayId));

    private Task<int> FailedConnectionsAsync() =>
        application.CountAsync(MeshApplication.Gateway, ("reporter", "source"), ("source_workload", "gateway"), ("response_flags", "URX,UF"));
}
