using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.ExternalAuthorization;

/// <summary>External authorization beyond what the recordings show.</summary>
public sealed class ExternalAuthorizationTests
{
    private static readonly string Long = new('x', 300_000);

    [Fact]
    public async Task A_body_that_the_authorizer_gets_reaches_the_application_all_the_same()
    {
        using var proxy = new AuthorizedProxy("includeRequestBodyInCheck: {maxRequestBytes: 1000}");

        Assert.Equal((200, "", "hello"), await proxy.SendAsync(body: "hello"));
        Assert.Equal("hello", proxy.Asked!.Value.Body);
        Assert.Equal("false", proxy.Asked.Value.Request.Headers.First("x-envoy-auth-partial-body"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_cut_where_the_provider_takes_a_part()
    {
        using var proxy = new AuthorizedProxy("includeRequestBodyInCheck: {maxRequestBytes: 1000, allowPartialMessage: true}");

        Assert.Equal((200, "", Long), await proxy.SendAsync(body: Long));
        Assert.Equal(Long[..1000], proxy.Asked!.Value.Body);
        Assert.Equal("true", proxy.Asked.Value.Request.Headers.First("x-envoy-auth-partial-body"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_otherwise_and_nobody_is_asked()
    {
        using var proxy = new AuthorizedProxy("includeRequestBodyInCheck: {maxRequestBytes: 1000}");

        Assert.Equal(413, (await proxy.SendAsync(body: Long)).Status);
        Assert.Null(proxy.Asked);
        Assert.Equal((200, "", Long[..1000]), await proxy.SendAsync(body: Long[..1000]));
    }

    [Theory]
    [InlineData("", 403, "UAEX")]
    [InlineData("statusOnError: '503'", 503, "UAEX")]
    [InlineData("failOpen: true", 200, "")]
    public async Task An_authorizer_that_is_down_refuses_unless_it_is_to_fail_open(string settings, int status, string flags)
    {
        using var proxy = new AuthorizedProxy(settings) { IsDown = true };

        Assert.Equal((status, flags, ""), await proxy.SendAsync());
        Assert.Equal((200, "", ""), await proxy.SendAsync("/open"));
    }

    [Theory]
    [InlineData("timeout: 5s", 403)]
    [InlineData("timeout: 5s, failOpen: true", 200)]
    public async Task An_authorizer_that_does_not_answer_in_time_has_failed(string settings, int status)
    {
        using var proxy = new AuthorizedProxy(settings);
        proxy.Answer = async (_, cancelled) =>
        {
            proxy.Clock.Advance(TimeSpan.FromSeconds(6));
            await Task.Delay(Timeout.Infinite, cancelled);
            return null;
        };

        Assert.Equal(status, (await proxy.SendAsync()).Status);
        Assert.Equal("5000", proxy.Asked!.Value.Request.Headers.First("x-envoy-expected-rq-timeout-ms"));
    }

    [Fact]
    public async Task An_authorizer_that_cuts_the_connection_off_has_failed()
    {
        using var proxy = new AuthorizedProxy { Answer = (_, _) => Task.FromResult<MeshResponse?>(null) };

        Assert.Equal((403, "UAEX", ""), await proxy.SendAsync());
    }

    [Theory]
    [InlineData("service: nowhere.ml.svc.cluster.local, port: 8080")]
    [InlineData("service: store, port: 8080")]
    [InlineData("service: other/store.ml.svc.cluster.local, port: 8080")]
    [InlineData("port: 0")]
    [InlineData("pathPrefix: check")]
    [InlineData("statusOnError: '299'")]
    [InlineData("statusOnError: none")]
    public async Task A_provider_that_Istio_cannot_configure_refuses_what_it_would_be_asked_about(string settings)
    {
        using var proxy = new AuthorizedProxy($"failOpen: true, {settings}");

        Assert.Equal((403, "", ""), await proxy.SendAsync());
        Assert.Equal((200, "", ""), await proxy.SendAsync("/open"));
        Assert.Null(proxy.Asked);
    }

    [Fact]
    public void A_provider_that_speaks_gRPC_is_reported()
    {
        var findings = MeshConfigReader.Read("extensionProviders:\n- name: opa\n  envoyExtAuthzGrpc: {service: opa.ml.svc.cluster.local, port: 9191}\n", "mesh.yaml").Findings;

        var finding = Assert.Single(findings);
        Assert.Equal((FindingSeverity.Unsupported, 3), (finding.Severity, finding.Location.Line));
        Assert.Contains("gRPC", finding.Message, StringComparison.Ordinal);
    }
}
