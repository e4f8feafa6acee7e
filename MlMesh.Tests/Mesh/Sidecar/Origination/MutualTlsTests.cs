using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar.Origination;

/// <summary>A DestinationRule's <c>tls</c> of mode MUTUAL against a real server that wants a certificate of its authority.</summary>
public sealed class MutualTlsTests
{
    [Fact]
    public async Task The_server_sees_the_certificate_of_the_rule()
    {
        await using var world = await StartAsync("{mode: MUTUAL, caCertificates: /files/ca.pem, clientCertificate: /files/client.pem, privateKey: /files/client.key}");

        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());
        Assert.Equal(("api.example.com", "CN=client"), Assert.Single(world.Received));
        Assert.Empty(world.Warnings);
    }

    [Theory]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem}")]
    [InlineData("{mode: SIMPLE, caCertificates: /files/ca.pem, clientCertificate: /files/client.pem, privateKey: /files/client.key}")]
    [InlineData("{mode: MUTUAL, caCertificates: /files/ca.pem, clientCertificate: /files/stranger.pem, privateKey: /files/stranger.key}")]
    public async Task The_server_refuses_who_presents_none_or_a_strangers(string tls)
    {
        await using var world = await StartAsync(tls);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());
        Assert.Empty(world.Received);
    }

    [Theory]
    [InlineData("client.pem", "stranger.key", "privateKey: .*stranger.key has no unencrypted private key that belongs to the certificate in .*client.pem")]
    [InlineData("client.pem", "absent.key", "privateKey: there is no file .*absent.key")]
    [InlineData("absent.pem", "client.key", "clientCertificate: there is no file .*absent.pem")]
    [InlineData("client.key", "client.key", "clientCertificate: .*client.key holds no certificate")]
    public async Task Without_a_usable_certificate_the_server_is_not_even_asked(string certificate, string key, string reason)
    {
        await using var world = await StartAsync($"{{mode: MUTUAL, insecureSkipVerify: true, clientCertificate: /files/{certificate}, privateKey: /files/{key}}}", ClientCertificateMode.AllowCertificate);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());
        Assert.Empty(world.Received);
        world.AssertNotConnected(reason);
        // The finding at load, and no line says what is in a key's file.
        Assert.Contains(world.Warnings, warning => warning.Contains("policy.yaml", StringComparison.Ordinal) && warning.Contains("spec.trafficPolicy.tls.", StringComparison.Ordinal));
        Assert.DoesNotContain("PRIVATE KEY", world.AccessLog + string.Concat(world.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_certificate_is_presented_on_the_next_connection()
    {
        await using var world = await StartAsync("{mode: MUTUAL, caCertificates: /files/ca.pem, clientCertificate: /files/rotated.pem, privateKey: /files/rotated.key}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await world.AskAsync());

        world.WriteCertificate(world.Authority, "rotated");

        Assert.Equal(HttpStatusCode.OK, await world.AskAsync());
        Assert.Equal("CN=rotated", Assert.Single(world.Received).Client);
    }

    private static async Task<OriginationWorld> StartAsync(string tls, ClientCertificateMode clients = ClientCertificateMode.RequireCertificate)
    {
        var world = new OriginationWorld();
        var stranger = world.Stranger();
        world.Write("ca.pem", world.Authority.Pem);
        world.WriteCertificate(world.Authority, "client");
        world.WriteCertificate(stranger, "stranger");
        world.WriteCertificate(stranger, "rotated");
        await world.ServeAsync(clients, OriginationWorld.Host);
        await world.CallFromAsync(tls);
        return world;
    }
}
