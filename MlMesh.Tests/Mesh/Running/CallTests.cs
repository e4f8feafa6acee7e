using System.Security.Cryptography.X509Certificates;
using MlMesh.Tests.Mesh.Hostile;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Who may call whom in the running application, one line per edge. The callers show the certificates that the AppHost has given them.</summary>
[Collection(MeshRuns.Name)]
public sealed class CallTests(MeshApplication application)
{
    private const string Ingress = "the ingress";
    private const string Gateway = MeshApplication.Gateway;
    private const string V1 = "model-inference-v1";
    private const string V2 = "model-inference-v2";
    private const string Flight = "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30";

    [Theory]
    [InlineData(Ingress, Gateway, "GET", Flight, 200)]
    [InlineData(Ingress, Gateway, "GET", "/", 200)]
    [InlineData(Ingress, Gateway, "POST", "/outcomes", 400)]
    [InlineData(Ingress, Gateway, "GET", "/v2/health/ready", 200)]
    [InlineData(Gateway, V1, "GET", Flight, 200)]
    [InlineData(Gateway, V1, "POST", "/outcomes", 400)]
    [InlineData(Gateway, V1, "GET", "/v2/models/flight-delay", 200)]
    [InlineData(Gateway, V2, "GET", Flight, 200)]
    public async Task An_open_edge_leads_to_the_application(string caller, string callee, string method, string path, int status)
    {
        await application.UseAsync("stable");
        using var identity = await IdentityAsync(caller);

        var answer = await RawPeer.AskSecurelyAsync(application.MeshPort(callee), path, identity, method);

        Assert.Equal(status, answer?.Status);
    }

    [Theory]
    [InlineData(Ingress, Gateway, "GET", "/metrics")]
    [InlineData(Ingress, Gateway, "GET", "/health/ready")]
    [InlineData(Ingress, Gateway, "GET", "/outcomes")]
    [InlineData(Ingress, Gateway, "GET", "//predict")]
    [InlineData(Ingress, Gateway, "GET", "/%2Fpredict")]
    [InlineData(Ingress, Gateway, "GET", "/PREDICT")]
    [InlineData(Ingress, V1, "GET", "/predict")]
    [InlineData(V1, Gateway, "GET", "/predict")]
    [InlineData(V2, Gateway, "GET", "/")]
    [InlineData(Gateway, V1, "GET", "/metrics")]
    [InlineData(Gateway, V1, "GET", "/v2/../metrics")]
    [InlineData(Gateway, V1, "GET", "/health/live")]
    [InlineData(Gateway, V1, "GET", "//predict")]
    [InlineData(Gateway, V1, "GET", "/%2Fadmin")]
    [InlineData(Gateway, V1, "DELETE", "/predict")]
    [InlineData(V2, V1, "GET", "/predict")]
    [InlineData(V1, V2, "GET", "/predict")]
    public async Task A_closed_edge_is_refused_and_the_log_says_that_no_rule_allows_it(string caller, string callee, string method, string path)
    {
        await application.UseAsync("stable");
        using var identity = await IdentityAsync(caller);
        var mark = $"mark={Guid.NewGuid():n}";

        var answer = await RawPeer.AskSecurelyAsync(application.MeshPort(callee), $"{path}?{mark}", identity, method);

        Assert.Equal((403, "RBAC: access denied"), (answer!.Status, answer.Body));
        await application.LoggedAsync(callee, mark, "details=rbac_access_denied_matched_policy[none]");
    }

    [Theory]
    [InlineData(Gateway)]
    [InlineData(V1)]
    public async Task Nobody_calls_in_plaintext_or_without_a_certificate(string callee)
    {
        await application.UseAsync("stable");

        Assert.Null(await RawPeer.AskAsync(application.MeshPort(callee), Flight));
        Assert.Null(await RawPeer.AskSecurelyAsync(application.MeshPort(callee), Flight, identity: null));
    }

    [Theory]
    [MemberData(nameof(SmugglingForms.All), MemberType = typeof(SmugglingForms))]
    public async Task A_mesh_port_takes_no_request_of_which_the_end_is_in_doubt(string form, string request)
    {
        using var gateway = await IdentityAsync(Gateway);

        var answer = await RawPeer.SendSecurelyAsync(application.MeshPort(V1), request, gateway);

        if (SmugglingForms.TakenByTheRules.Contains(form))
            return;
        Assert.True(RawExchange.Answers(answer) <= 1, $"{form}: {answer}");
        Assert.True(RawExchange.Status(answer) is null or >= 400, $"{form}: {answer}");
    }

    [Fact]
    public async Task A_rule_that_denies_is_named()
    {
        await application.UseAsync("stable", text => $$"""
            {{text}}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: no-metadata}
            spec:
              selector: {matchLabels: {app: model-inference} }
              action: DENY
              rules: [{to: [{operation: {paths: [/v2] } }] }]
            """);
        using var gateway = await IdentityAsync(Gateway);

        await Eventually.HoldsAsync(async () => await RawPeer.AskSecurelyAsync(application.MeshPort(V1), "/v2", gateway) is { Status: 403 });

        await application.LoggedAsync(V1, "rbac_access_denied_matched_policy[ns[ml-services]-policy[no-metadata]-rule[0]]");
    }

    [Theory]
    [InlineData("feature-store-from-model-inference")]
    [InlineData("feature-store-from-feature-loader")]
    public async Task A_policy_of_a_workload_without_sidecar_is_named_as_one_for_the_cluster(string policy) =>
        await application.LoggedAsync(Gateway, $"AuthorizationPolicy ml-services/{policy}", "cluster only");

    private Task<X509Certificate2> IdentityAsync(string caller) => caller == Ingress ? application.IngressIdentityAsync() : application.IdentityAsync(caller);
}
