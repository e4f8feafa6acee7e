using System.Net.NetworkInformation;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

[Collection(OwnAppHosts.Name)]
public sealed class RotationTests
{
    private const string V1 = "model-inference-v1";
    private const string Model = "/v2/models/flight-delay";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Identities_are_rotated_under_load_without_a_failed_request_and_an_expired_one_is_refused()
    {
        using var policy = new PolicyFolder("stable");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
            [$"--policy={policy.Path}", $"--Mesh:Svid:Lifetime={Lifetime}", "--Mesh:Svid:RotateAfter=00:00:03"]);
        await using var application = await builder.BuildAsync();
        await application.StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
        var port = application.GetEndpoint(V1, "mesh").Port;
        using var first = await IdentityAsync(application);
        Assert.NotNull(await RawPeer.AskSecurelyAsync(port, Model, first));
        using var gateway = application.CreateHttpClient("gateway");
        await using var load = new SteadyLoad(gateway);
        await Eventually.HoldsAsync(() => load.Answers.Count >= SteadyLoad.Senders);

        // Others at each look until the first identity has run out, and the last one is at work.
        var answersBefore = new Dictionary<string, int>();
        var connections = new HashSet<int>();
        await Eventually.HoldsAsync(async () =>
        {
            using var own = await IdentityAsync(application);
            using var server = await RawPeer.CertificateAsync(port, own);
            answersBefore.TryAdd(server.Thumbprint, load.Answers.Count);
            connections.UnionWith(ConnectionsTo(port));
            return DateTime.Now > first.NotAfter;
        });
        await load.StopAsync();

        Assert.True(answersBefore.Count >= 3, $"the server has shown {answersBefore.Count} certificates");
        Assert.True(answersBefore.Values.Max() > answersBefore.Values.Min(), "no request between two rotations");
        Assert.All(load.Answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(["GET", "POST"], load.Answers.Select(answer => answer.Method).Distinct().Order());
        // So many requests at once need so many connections: the others took the place of those whose identity was rotated.
        Assert.True(connections.Count > SteadyLoad.Senders, $"only {connections.Count} connections");
        Assert.Null(await RawPeer.AskSecurelyAsync(port, Model, first));
        using var last = await IdentityAsync(application);
        Assert.NotNull(await RawPeer.AskSecurelyAsync(port, Model, last));
    }

    private static async Task<X509Certificate2> IdentityAsync(DistributedApplication application)
    {
        var file = Path.Combine((await application.EnvironmentAsync("gateway"))["Mesh__IdentityFolder"], "svid.pem");
        return X509Certificate2.CreateFromPemFile(file, file);
    }

    /// <summary>The own ports of those who are connected to a port now.</summary>
    private static IEnumerable<int> ConnectionsTo(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Where(connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Port == port)
        .Select(connection => connection.LocalEndPoint.Port);
}
