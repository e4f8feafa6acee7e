using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlMesh.Tests.AppHost;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>
/// Every policy with each component that the local run carries out, and with all that go together. Components about the cluster alone are among them: they must load.
/// An application is started for each choice of components, and goes through the policies while it runs: they differ in their VirtualService only.
/// </summary>
[Collection(OwnAppHosts.Name)]
public sealed class ComponentRunTests
{
    private const string First = "canary";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] Sidecars = ["gateway", "model-inference-v1", "model-inference-v2"];
    private static readonly Uri Prediction = new("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", UriKind.Relative);

    // gateway-api excludes some of what goes together.
    public static TheoryData<string> Choices => [.. ShippedComponents.RunLocally, "rate-limit-user,opa", ShippedComponents.Together, "feature-store-ha,gateway-api,tracing"];

    [Fact]
    public void Every_component_is_chosen() =>
        Assert.Equal(ShippedComponents.Local, Choices.SelectMany(choice => choice.Data.Split(',')).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Policies_differ_in_their_VirtualService_only()
    {
        var first = Statements(First);

        Assert.All(PolicyFolder.Local, policy => Assert.Equal(first, Statements(policy)));

        static IEnumerable<string> Statements(string policy) =>
            File.ReadLines(Repository.PathOf("istio-overlays", "overlays", policy, "kustomization.yaml")).Where(line => !line.StartsWith('#'));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task Every_policy_runs_with(string components)
    {
        var keys = Directory.CreateTempSubdirectory("mlmesh-keys-");
        using var folder = new PolicyFolder(First);
        using var logs = new LogRecorder();
        try
        {
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                [$"--policy={folder.Path}", $"--with={components}", $"--TokenIssuer:KeyFile={Path.Combine(keys.FullName, "key.pem")}"]);
            builder.Services.AddLogging(logging => logging.AddProvider(logs));
            await using var application = await builder.BuildAsync();
            await application.StartAsync();
            using var timeout = new CancellationTokenSource(StartTimeout);
            await application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
            using var gateway = new HttpClient { BaseAddress = application.GetEndpoint("gateway") };

            // The page is open to everybody.
            using var page = await gateway.GetAsync(new Uri("/", UriKind.Relative), timeout.Token);
            Assert.Equal(200, (int)page.StatusCode);
            foreach (var policy in PolicyFolder.Local.OrderByDescending(policy => policy == First))
            {
                await UseAsync(folder, policy, logs);
                using var prediction = await gateway.GetAsync(Prediction, timeout.Token);
                Assert.True(Expected(policy, components).Contains((int)prediction.StatusCode), $"{policy} with {components}: {(int)prediction.StatusCode}");
            }
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    /// <summary>What a prediction for nobody in particular may be answered with.</summary>
    private static int[] Expected(string policy, string components)
    {
        var chosen = components.Split(',');
        // Nobody without a token.
        if (chosen.Contains("jwt"))
            return [403];
        int[] expected = policy == "fault-abort" ? [200, 503] : [200];
        // A caller without a role may use v1 only, and the policy may choose v2.
        return chosen.Contains("opa") ? [.. expected, 403] : expected;
    }

    private static async Task UseAsync(PolicyFolder folder, string policy, LogRecorder logs)
    {
        var before = Sidecars.Select(Loads).ToArray();
        if (folder.WriteVirtualService(policy, null))
            await Eventually.HoldsAsync(() => Sidecars.Zip(before).All(sidecar => Loads(sidecar.First) > sidecar.Second));

        int Loads(string resource) => logs.OfResource(resource).Count(line => line.Contains("Loaded the policy", StringComparison.Ordinal));
    }
}
