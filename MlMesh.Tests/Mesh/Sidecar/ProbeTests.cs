using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>Metrics and health on the service's own port are for this machine; what other hosts ask for meets the policy like anything else.</summary>
public sealed class ProbeTests : IDisposable
{
    private const string Mesh = """
        apiVersion: v1
        kind: Service
        metadata: {name: gateway, namespace: ml-services}
        spec: {selector: {app: gateway}, ports: [{name: http, port: 8080, targetPort: 8080}]}
        ---

        """;

    private const string Routes = Mesh + """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: ingress, namespace: ml-services}
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: gateway, namespace: ml-services}
        spec:
          hosts: ["*"]
          gateways: [ingress]
          http: [{match: [{uri: {exact: /predict}}], route: [{destination: {host: gateway, port: {number: 8080}}}]}]
        """;

    private const string Allows = Mesh + """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: predictions, namespace: ml-services}
        spec: {rules: [{to: [{operation: {paths: [/predict]}}]}]}
        """;

    private const string Strict = Mesh + """
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: default, namespace: ml-services}
        spec: {mtls: {mode: STRICT}}
        """;

    private static readonly string[] Probes = ["/metrics", "/health/ready", "/health/live"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-probes-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "127.0.0.1")]
    [InlineData("2001:db8::7", "::1")]
    public async Task With_a_connections_address_that_the_test_sets_to_another_host_the_ingress_has_no_probes(string connection, string forwarded)
    {
        await using var service = await StartAsync(Routes, connection, forwarded, ingress: true);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], await AskAsync(service, Probes));
        Assert.Equal([HttpStatusCode.OK], await AskAsync(service, "/predict"));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "127.0.0.1")]
    public async Task With_a_connections_address_that_the_test_sets_to_another_host_probes_need_the_policys_leave(string connection, string forwarded)
    {
        await using var service = await StartAsync(Allows, connection, forwarded);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], await AskAsync(service, Probes));
        Assert.Equal([HttpStatusCode.OK], await AskAsync(service, "/predict"));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "127.0.0.1")]
    public async Task With_a_connections_address_that_the_test_sets_to_another_host_probes_are_cut_off_under_strict_mutual_TLS(string connection, string forwarded)
    {
        await using var service = await StartAsync(Strict, connection, forwarded);
        using var client = new HttpClient();

        foreach (var path in Probes)
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(service.Address + path), Cancelled));
    }

    [Theory]
    [InlineData(Routes, true)]
    [InlineData(Allows, false)]
    [InlineData(Strict, false)]
    public async Task This_machine_is_answered_whatever_forwarded_headers_say_and_the_policy_allows(string policy, bool ingress)
    {
        foreach (var (connection, forwarded) in new[] { ("127.0.0.1", "127.0.0.1"), ("127.0.0.1", "192.0.2.7"), ("::1", "::1") })
        {
            await using var service = await StartAsync(policy, connection, forwarded, ingress);

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], await AskAsync(service, Probes));
        }
    }

    private static async Task<List<HttpStatusCode>> AskAsync(LocalService service, params string[] paths)
    {
        using var client = new HttpClient();
        var statuses = new List<HttpStatusCode>();
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(new Uri(service.Address + path), Cancelled);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private Task<LocalService> StartAsync(string policy, string connection, string forwarded, bool ingress = false)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "policy.yaml"), policy);
        return LocalService.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IStartupFilter>(new ConnectionAddressFilter(IPAddress.Parse(connection), IPAddress.Parse(forwarded)));
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Mesh:Policy"] = _folder.FullName,
                ["Mesh:Workload"] = "gateway",
                ["Mesh:Ingress"] = ingress.ToString(),
                ["Mesh:Workloads:0:Name"] = "gateway",
                ["Mesh:Workloads:0:Labels:app"] = "gateway",
                ["Mesh:Workloads:0:Address"] = "http://127.0.0.1:1",
                ["Shutdown:DrainDelay"] = "00:00:00",
            });
            builder.AddServiceDefaults();
        }, app =>
        {
            app.MapDefaultEndpoints();
            app.MapGet("/predict", () => "predicted");
        });
    }
}
