using System.Diagnostics;
using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The whole application with the components <c>rate-limit-user</c>, <c>rate-limit-local</c> and <c>opa</c>, and v2 for the group beta. A pod's bucket hardly refills, so that counts are exact.</summary>
public sealed class LimitedApplication : IAsyncLifetime
{
    internal const int BucketSize = 120;

    private const string Gateway = "gateway";
    private const string PolicyService = "opa";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly PolicyFolder _policy = new("ab");
    private readonly DirectoryInfo _component = Directory.CreateTempSubdirectory("mlmesh-component-");
    private DistributedApplication _application = null!;
    private HttpClient _public = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("istio-overlays", "components", "rate-limit-local"), "*.yaml"))
            File.WriteAllText(Path.Combine(_component.FullName, Path.GetFileName(file)), File.ReadAllText(file).Replace("{max_tokens: 50, tokens_per_fill: 50, fill_interval: 1s}", $"{{max_tokens: {BucketSize}, tokens_per_fill: 1, fill_interval: 3600s}}", StringComparison.Ordinal));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>([$"--policy={_policy.Path}", $"--with=rate-limit-user,{_component.FullName},opa"]);
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        await HealthyAsync(Gateway);
        _public = new HttpClient { BaseAddress = _application.GetEndpoint(Gateway) };
    }

    public async ValueTask DisposeAsync()
    {
        _public?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        _policy.Dispose();
        _component.Delete(recursive: true);
    }

    /// <summary>Sends a request to the public port.</summary>
    internal async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (method == "POST")
            request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        return await _public.SendAsync(request, Cancelled);
    }

    /// <summary>Asks for predictions.</summary>
    /// <param name="count">How many.</param>
    /// <param name="headers">The headers of each, by its number.</param>
    /// <param name="parallel">How many at once; by default all.</param>
    /// <returns>Their statuses.</returns>
    internal async Task<IReadOnlyList<int>> PredictAsync(int count, Func<int, (string Name, string Value)[]> headers, int? parallel = null)
    {
        var statuses = new int[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel ?? count, CancellationToken = Cancelled }, async (i, _) =>
        {
            using var response = await SendAsync("GET", "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", headers(i));
            statuses[i] = (int)response.StatusCode;
        });
        return statuses;
    }

    /// <summary>Waits until the minute, which limits count in, has some time left.</summary>
    internal static Task MinuteHasTimeAsync() => Eventually.HoldsAsync(() => DateTimeOffset.UtcNow.Second < 35);

    /// <summary>Kills the policy service.</summary>
    internal async Task StopPolicyServiceAsync()
    {
        using var process = Process.GetProcessById(_application.ProcessId(PolicyService));
        process.Kill();
        await _application.ResourceNotifications.WaitForResourceAsync(PolicyService, change => change.Snapshot.State?.Text != KnownResourceStates.Running, Cancelled);
    }

    /// <summary>Starts the policy service again.</summary>
    internal async Task StartPolicyServiceAsync()
    {
        await _application.ResourceCommands.ExecuteCommandAsync(PolicyService, KnownResourceCommands.StartCommand, Cancelled);
        await HealthyAsync(PolicyService);
    }

    private async Task HealthyAsync(string resource)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync(resource, timeout.Token);
    }
}
