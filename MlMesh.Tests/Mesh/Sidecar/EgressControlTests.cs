using System.Net;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Hosting;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>What leaves an HttpClient under REGISTRY_ONLY and under ALLOW_ANY.</summary>
public sealed class EgressControlTests
{
    private const string RegistryOnly = "outboundTrafficPolicy: {mode: REGISTRY_ONLY}";

    private const string Known = """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: known, namespace: ml}
        spec:
          hosts: [api.example.com]
          ports: [{number: 443, name: https, protocol: HTTPS}, {number: 6380, name: tcp, protocol: TCP}]
          resolution: DNS
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: wildcard, namespace: ml}
        spec:
          hosts: ["*.example.org"]
          ports: [{number: 443, name: https, protocol: HTTPS}]
          resolution: NONE
        """;

    [Theory]
    [InlineData("https://api.example.com/x")]
    [InlineData("https://API.example.com/x")]
    [InlineData("https://a.b.example.org/x")]
    [InlineData("http://api.example.com:6380/x")]
    [InlineData("http://127.0.0.1:4317/x")]
    public async Task REGISTRY_ONLY_lets_out_what_a_visible_service_names(string address) => Assert.Equal("passed", await SendAsync(address, RegistryOnly));

    [Theory]
    [InlineData("https://evil.example.com/x")]
    [InlineData("https://example.org/x")]
    [InlineData("https://api.example.com:8443/x")]
    [InlineData("http://evil.example.com:6380/x")]
    [InlineData("http://api.example.com:4711/x")]
    public async Task REGISTRY_ONLY_cuts_off_everything_else_that_the_sidecar_does_not_look_into(string address)
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(address, RegistryOnly));

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.Contains("ServiceEntry", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REGISTRY_ONLY_cuts_off_http_2_to_unknown_hosts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://evil.example.com/x") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request, RegistryOnly));
    }

    [Fact]
    public async Task REGISTRY_ONLY_answers_plain_http_to_unknown_hosts_with_502()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://evil.example.com/x");

        using var response = await RespondAsync(request, RegistryOnly);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("https://evil.example.com/x")]
    [InlineData("http://evil.example.com:4711/x")]
    public async Task ALLOW_ANY_lets_everything_out(string address) => Assert.Equal("passed", await SendAsync(address, ""));

    private static async Task<string> SendAsync(string address, string settings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, settings);
    }

    private static async Task<string> SendAsync(HttpRequestMessage request, string settings)
    {
        using var response = await RespondAsync(request, settings);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, string settings)
    {
        var mesh = new TestMesh(Known, settings);
        using var proxy = new MeshProxy(mesh.Policy.Workload("ml", "caller")!, mesh.Policy, new ProxyServices { Connector = new NoConnector() });
        using var invoker = new HttpMessageInvoker(new MeshHandler(proxy) { InnerHandler = new Outside() });
        return await invoker.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Outside : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("passed") });
    }
}
