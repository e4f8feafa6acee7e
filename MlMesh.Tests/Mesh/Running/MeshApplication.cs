using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The whole application under a policy, with two endpoints of v2.</summary>
public sealed class MeshApplication : IAsyncLifetime
{
    internal const string Gateway = "gateway";
    internal static readonly string[] V2 = ["model-inference-v2", "model-inference-v2-b"];

    private const string Prediction = "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly PolicyFolder _policy = new("stable");
    private readonly LogRecorder _logs = new();
    private DistributedApplication _application = null!;
    private HttpClient _gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A client of the gateway that keeps no cookies.</summary>
    internal HttpClient Client => _gateway;

    /// <summary>Where a service's own port is; it answers <c>/metrics</c> to this machine.</summary>
    internal Uri AddressOf(string resource) => _application.GetEndpoint(resource);

    /// <summary>Puts a policy in force, file by file: a load that comes between two changes says nothing about the second.</summary>
    /// <param name="overlay">Whose VirtualService.</param>
    /// <param name="edit">Changes it.</param>
    /// <param name="editRule">Changes the DestinationRule.</param>
    internal async Task UseAsync(string overlay, Func<string, string>? edit = null, Func<string, string>? editRule = null)
    {
        // First what a test may have broken: the other change would not load beside it.
        await LoadedAsync(() => _policy.WriteVirtualService(overlay, edit));
        await LoadedAsync(() => _policy.WriteRule(editRule));
    }

    /// <summary>Puts a policy in place that has an error, and waits until the gateway has said so.</summary>
    /// <returns>What the gateway says.</returns>
    internal async Task<string> BreakAsync(string overlay, Func<string, string> edit)
    {
        var before = Written().Count;
        _policy.WriteVirtualService(overlay, edit);
        await Eventually.HoldsAsync(() => Written().Skip(before).Any(line => line.Contains("virtual-service.yaml", StringComparison.Ordinal)));
        return string.Join('\n', Written().Skip(before));
    }

    /// <summary>Asks the gateway for a prediction.</summary>
    internal async Task<Answer> PredictAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Prediction);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        var started = Stopwatch.GetTimestamp();
        using var response = await _gateway.SendAsync(request, Cancelled);
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single().Split(';')[0] : null;
        var version = response.Headers.TryGetValues("x-model-version", out var versions) ? versions.Single() : null;
        return new Answer((int)response.StatusCode, version, Stopwatch.GetElapsedTime(started), cookie);
    }

    /// <summary>Asks for many predictions.</summary>
    internal async Task<IReadOnlyList<Answer>> PredictManyAsync(int count, int parallel = 8, params (string Name, string Value)[] headers)
    {
        var answers = new Answer[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = Cancelled }, async (i, _) => answers[i] = await PredictAsync(headers));
        return answers;
    }

    /// <summary>How many requests a proxy has counted (<c>istio_requests_total</c>) with all of the given labels.</summary>
    internal async Task<int> CountAsync(string resource, params (string Label, string Value)[] labels)
    {
        using var client = _application.CreateHttpClient(resource);
        var text = await client.GetStringAsync("/metrics", Cancelled);
        return text.Split('\n')
            .Where(line => line.StartsWith("istio_requests_total{", StringComparison.Ordinal))
            .Where(line => labels.All(label => line.Contains($"{label.Label}=\"{label.Value}\"", StringComparison.Ordinal)))
            .Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Where a service listens itself.</summary>
    internal Uri OwnAddress(string resource) => _application.GetEndpoint(resource);

    /// <summary>The port at which its peers reach a service.</summary>
    internal int MeshPort(string resource) => _application.GetEndpoint(resource, "mesh").Port;

    /// <summary>The identity that the AppHost has given to a service, with its key.</summary>
    internal Task<X509Certificate2> IdentityAsync(string resource) => IdentityAsync(resource, "Mesh__IdentityFolder");

    /// <summary>The identity of the ingress gateway, which the gateway's process plays.</summary>
    internal Task<X509Certificate2> IngressIdentityAsync() => IdentityAsync(Gateway, "Mesh__IngressIdentityFolder");

    /// <summary>Waits until a service has logged a line with all of the texts.</summary>
    internal Task LoggedAsync(string resource, params string[] texts) =>
        Eventually.HoldsAsync(() => _logs.OfResource(resource).Any(line => texts.All(text => line.Contains(text, StringComparison.Ordinal))));

    private async Task<X509Certificate2> IdentityAsync(string resource, string variable)
    {
        var file = Path.Combine((await _application.EnvironmentAsync(resource))[variable], "svid.pem");
        return X509Certificate2.CreateFromPemFile(file, file);
    }

    /// <summary>Requests that reached v2, each by the count of its own sidecar.</summary>
    internal async Task<int> ReceivedByV2Async() => (await Task.WhenAll(V2.Select(ReceivedAsync))).Sum();

    /// <summary>Kills a service's process, which closes its connections at once, and waits until the application has noticed.</summary>
    internal async Task KillAsync(string resource)
    {
        using var process = Process.GetProcessById(_application.ProcessId(resource));
        process.Kill();
        await _application.ResourceNotifications.WaitForResourceAsync(resource, change => change.Snapshot.State?.Text != KnownResourceStates.Running, Cancelled);
    }

    /// <summary>Sends a service's process a signal by its name: <c>STOP</c> suspends it with its connections open, <c>CONT</c> lets it go on.</summary>
    internal async Task SignalAsync(string resource, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _application.ProcessId(resource).ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancelled);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Starts killed endpoints of v2 again, and waits until the gateway's sidecar uses every endpoint.</summary>
    internal async Task RestoreV2Async(params string[] killed)
    {
        foreach (var resource in killed)
            await _application.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, Cancelled);
        await HealthyAsync(killed);
        await UseAsync("blue-green", editRule: SoonBack);
        foreach (var endpoint in V2)
        {
            var before = await ReceivedAsync(endpoint);
            await Eventually.HoldsAsync(async () => (await PredictManyAsync(20)).All(answer => answer.Status == 200) && await ReceivedAsync(endpoint) > before);
        }
    }

    /// <summary>Changes the DestinationRule so that what a test gets ejected does not stay so for long.</summary>
    internal static string SoonBack(string destinationRule) => destinationRule.Replace("baseEjectionTime: 30s", "baseEjectionTime: 1s", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>([$"--policy={_policy.Path}"]);
        builder.Services.AddLogging(logging => logging.AddProvider(_logs));
        AddSecondV2(builder);
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        await HealthyAsync(Gateway, V2[1]);
        // Cookies are what tests are about, so no handler may keep them by itself.
        _gateway = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _application.GetEndpoint(Gateway) };
    }

    public async ValueTask DisposeAsync()
    {
        _gateway?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        _policy.Dispose();
        _logs.Dispose();
    }

    private static void AddSecondV2(IDistributedApplicationTestingBuilder builder)
    {
        IResourceBuilder<T> Of<T>(string name) where T : IResource => builder.CreateResourceBuilder((T)builder.Resources.Single(resource => resource.Name == name));

        var second = builder.AddProject<Projects.MlMesh_Inference>(V2[1]).WithHttpHealthCheck("/health/ready")
            .WithEnvironment("MODEL_VERSION", "v2").WithReference(Of<IResourceWithConnectionString>("feature-store"))
            .WaitForCompletion(Of<ProjectResource>("feature-loader"))
            .WithEndpoint(scheme: "tcp", name: "mesh", env: "Mesh__Port");
        var readers = new[] { Of<ProjectResource>(Gateway), Of<ProjectResource>("model-inference-v1"), Of<ProjectResource>(V2[0]) };
        foreach (var reader in readers)
            Describe(reader, 3, second, "model-inference", "v2");
        // As the first v2, whose service account it shares, but for its name.
        second.WithEnvironment(context => CopyMesh(readers[2].Resource, context)).WithEnvironment("Mesh__Workload", V2[1]);
    }

    private static void CopyMesh(ProjectResource from, EnvironmentCallbackContext context)
    {
        foreach (var (name, value) in from.EnvironmentAsync(context.ExecutionContext).GetAwaiter().GetResult().Where(variable => variable.Key.StartsWith("Mesh__", StringComparison.Ordinal)))
            context.EnvironmentVariables[name] = value;
    }

    private static void Describe(IResourceBuilder<ProjectResource> reader, int index, IResourceBuilder<ProjectResource> workload, string app, string? version)
    {
        var prefix = $"Mesh__Workloads__{index}__";
        reader.WithEnvironment($"{prefix}Name", workload.Resource.Name).WithEnvironment($"{prefix}Address", workload.GetEndpoint("http"))
            .WithEnvironment($"{prefix}MeshAddress", workload.GetEndpoint("mesh")).WithEnvironment($"{prefix}ServiceAccount", app).WithEnvironment($"{prefix}Labels__app", app);
        if (version is not null)
            reader.WithEnvironment($"{prefix}Labels__version", version);
    }

    private Task<int> ReceivedAsync(string endpoint) => CountAsync(endpoint, ("reporter", "destination"), ("source_workload", Gateway), ("destination_workload", endpoint));

    private async Task HealthyAsync(params string[] resources)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        foreach (var resource in resources)
            await _application.ResourceNotifications.WaitForResourceHealthyAsync(resource, timeout.Token);
    }

    private async Task LoadedAsync(Func<bool> write)
    {
        var before = Lines("Loaded the policy");
        if (write())
            await Eventually.HoldsAsync(() => Lines("Loaded the policy") > before);
    }

    private int Lines(string text) => Written().Count(line => line.Contains(text, StringComparison.Ordinal));

    private IReadOnlyList<string> Written() => _logs.OfResource(Gateway);
}
