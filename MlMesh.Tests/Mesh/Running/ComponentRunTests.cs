using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The canary with each component that the local run carries out, and with all of them together.</summary>
[Collection(OwnAppHosts.Name)]
public sealed class ComponentRunTests
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Choices => [.. ShippedComponents.RunLocally, string.Join(',', ShippedComponents.RunLocally)];

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task The_canary_runs_with(string components)
    {
        var keys = Directory.CreateTempSubdirectory("mlmesh-keys-");
        try
        {
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                ["--policy=canary", $"--with={components}", $"--TokenIssuer:KeyFile={Path.Combine(keys.FullName, "key.pem")}"]);
            await using var application = await builder.BuildAsync();
            await application.StartAsync();
            using var timeout = new CancellationTokenSource(StartTimeout);
            await application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
            using var gateway = new HttpClient { BaseAddress = application.GetEndpoint("gateway") };

            // The page is open to everybody; a prediction may want a token or a role, and says so.
            using var page = await gateway.GetAsync(new Uri("/", UriKind.Relative), timeout.Token);
            using var prediction = await gateway.GetAsync(new Uri("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", UriKind.Relative), timeout.Token);
            Assert.Equal(200, (int)page.StatusCode);
            Assert.True((int)prediction.StatusCode is 200 or 401 or 403, $"{(int)prediction.StatusCode}");
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }
}
