using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar.Origination;

/// <summary>A DestinationRule's <c>tls</c> of mode SIMPLE against a real server: whom the sidecar takes for the host, and whom it refuses.</summary>
public sealed class SimpleTlsTests
{
    [Theory]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}", "other.example.com", "*.EXAMPLE.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/both.pem}", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, subjectAltNames: [other.example.com]}", "other.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, subjectAltNames: [a.example.com, 'spiffe://example.com/api']}", "spiffe://example.com/api")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, subjectAltNames: [127.0.0.1]}", "127.0.0.1")]
    [InlineData("{mode: SIMPLE, insecureSkipVerify: true}", "other.example.com")]
    public async Task The_server_is_taken(string tls, params string[] names)
    {
        await using var world = await StartAsync(tls, names);

        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());
        Assert.Equal(("api.example.com", ""), Assert.Single(world.Received));
        Assert.Empty(world.Warnings);
    }

    // As in Envoy: what istiod compares with the request's host it leaves out where the rule states an sni.
    [Fact]
    public async Task A_stated_sni_is_asked_for_and_by_itself_verifies_no_name()
    {
        await using var world = await StartAsync("{mode: SIMPLE, caCertificates: /files/ca.pem, sni: front.example.com}", "other.example.com");

        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());
        Assert.Equal("front.example.com", Assert.Single(world.Received).ServerName);
    }

    [Theory]
    [InlineData("{mode: SIMPLE, caCertificates: /files/stranger.pem}", "UntrustedRoot|PartialChain", "api.example.com")]
    [InlineData("{mode: SIMPLE}", "UntrustedRoot|PartialChain", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: system}", "UntrustedRoot|PartialChain", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}", "verify SAN list", "other.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}", "verify SAN list")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}", "verify SAN list", "*.com", "*.b.example.com", "*api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, subjectAltNames: [other.example.com]}", "verify SAN matcher", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, sni: api.example.com, subjectAltNames: ['spiffe://example.com/API']}", "verify SAN matcher", "spiffe://example.com/api")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/absent.pem}", "caCertificates: there is no file", "api.example.com")]
    [InlineData("{mode: SIMPLE, caCertificates: files/ca.pem}", "caCertificates: 'files/ca.pem' is relative", "api.example.com")]
    [InlineData("{mode: SIMPLE, credentialName: outside}", "credentialName: the Secret outside", "api.example.com")]
    public async Task Nobody_else_hears_of_the_request_and_the_caller_gets_503(string tls, string reason, params string[] names)
    {
        await using var world = await StartAsync(tls, names);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());
        Assert.Empty(world.Received);
        world.AssertNotConnected(reason);
    }

    [Theory]
    [InlineData("other.example.com", HttpStatusCode.OK)]
    [InlineData("another.example.com", HttpStatusCode.ServiceUnavailable)]
    public async Task A_ServiceEntrys_names_stand_in_for_the_rules(string name, HttpStatusCode status)
    {
        await using var world = await StartAsync("{mode: SIMPLE, caCertificates: /files/ca.pem, sni: x.example.com}", [name], "subjectAltNames: [other.example.com]");

        Assert.Equal(status, await world.AskAsync());
    }

    [Fact]
    public async Task Authorities_are_read_again_when_they_have_changed_and_kept_while_the_new_ones_are_no_certificates()
    {
        await using var world = await StartAsync("{mode: SIMPLE, caCertificates: /files/rotated.pem}", "api.example.com");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());

        world.Write("rotated.pem", world.Authority.Pem);
        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());

        world.Write("rotated.pem", "half a file");
        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());

        world.Write("rotated.pem", world.Stranger().Pem);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());
    }

    private static Task<OriginationWorld> StartAsync(string tls, params string[] names) => StartAsync(tls, names, "");

    private static async Task<OriginationWorld> StartAsync(string tls, string[] names, string serviceEntry)
    {
        var world = new OriginationWorld();
        var stranger = world.Stranger().Pem;
        world.Write("ca.pem", world.Authority.Pem);
        world.Write("stranger.pem", stranger);
        world.Write("rotated.pem", stranger);
        world.Write("both.pem", $"the one\n{stranger}\nthe other\n{world.Authority.Pem}\n");
        await world.ServeAsync(ClientCertificateMode.NoCertificate, names);
        await world.CallFromAsync(tls, serviceEntry);
        return world;
    }
}
