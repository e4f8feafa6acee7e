using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Who may speak to a service at its mesh port, and how.</summary>
[Collection(MeshRuns.Name)]
public sealed class MutualTlsTests(MeshApplication application)
{
    private const string V1 = "model-inference-v1";

    [Fact]
    public async Task Services_call_each_other_over_mutual_TLS_and_know_who_calls()
    {
        await application.UseAsync("stable");
        var before = await CalledByGatewayAsync();

        Assert.Equal(200, (await application.PredictAsync()).Status);

        Assert.Equal(before + 1, await CalledByGatewayAsync());
    }

    private Task<int> CalledByGatewayAsync() => application.CountAsync(
        V1, ("reporter", "destination"), ("connection_security_policy", "mutual_tls"), ("source_principal", "spiffe://cluster.local/ns/ml-services/sa/gateway"));
}
