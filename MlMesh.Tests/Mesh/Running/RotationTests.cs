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
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        var load = LoadAsync(gateway, enough.Token);

        // Others at each look until the first identity has run out, and the last one is at work.
        var shown = new HashSet<string>();
        await Eventually.HoldsAsync(async () =>
        {
            using var own = await IdentityAsync(application);
            using var server = await RawPeer.CertificateAsync(port, own);
            shown.Add(server.Thumbprint);
            return DateTime.Now > first.NotAfter;
        });
        await enough.CancelAsync();
        var statuses = await load;

        Assert.True(shown.Count >= 3, $"the server has shown {shown.Count} certificates");
        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.True(statuses.Count > 20, $"only {statuses.Count} requests");
        Assert.Null(await RawPeer.AskSecurelyAsync(port, Model, first));
        using var last = await IdentityAsync(application);
        Assert.NotNull(await RawPeer.AskSecurelyAsync(port, Model, last));
    }

    private static async Task<X509Certificate2> IdentityAsync(DistributedApplication application)
    {
        var file = Path.Combine((await application.EnvironmentAsync("gateway"))["Mesh__IdentityFolder"], "svid.pem");
        return X509Certificate2.CreateFromPemFile(file, file);
    }

    private static async Task<IReadOnlyList<int>> LoadAsync(HttpClient client, CancellationToken enough)
    {
        var statuses = new List<int>();
        while (!enough.IsCancellationRequested)
        {
            using var answer = await client.GetAsync(new Uri("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", UriKind.Relative), CancellationToken.None);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
