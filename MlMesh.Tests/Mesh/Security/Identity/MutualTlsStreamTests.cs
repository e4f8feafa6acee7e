using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Identity;

/// <summary>Handshakes between two workloads.</summary>
public sealed class MutualTlsStreamTests
{
    private const string Model = "spiffe://cluster.local/ns/ml-services/sa/model";

    [Fact]
    public async Task Two_workloads_of_one_authority_know_each_other()
    {
        using var identities = new TestIdentities();

        Assert.Equal("spiffe://cluster.local/ns/ml-services/sa/gateway", await HandshakeAsync(identities.Source("gateway"), identities.Source("model"), Model));
    }

    [Fact]
    public async Task A_server_with_another_identity_is_refused_by_name()
    {
        using var identities = new TestIdentities();

        var refusal = await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(identities.Source("gateway"), identities.Source("feature-store"), Model));

        Assert.Contains("spiffe://cluster.local/ns/ml-services/sa/feature-store", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused()
    {
        using var identities = new TestIdentities();
        using var foreign = new TestIdentities();

        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(identities.Source("gateway"), foreign.Source("model"), Model));
    }

    [Fact]
    public async Task A_client_of_another_authority_is_refused()
    {
        using var identities = new TestIdentities();
        using var foreign = new TestIdentities();
        foreign.Sign("gateway");
        // It has come by the right bundle, but nobody signed its key.
        File.Copy(Path.Combine(Prepared(identities, "gateway"), "bundle.pem"), Path.Combine(foreign.Folder("gateway"), "bundle.pem"), overwrite: true);
        var trusting = new IdentitySource(foreign.Folder("gateway"), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        Assert.Null(await HandshakeAsync(trusting, identities.Source("model"), Model));
    }

    [Fact]
    public async Task An_expired_identity_is_refused_on_either_side()
    {
        // Signed yesterday: for an hour, or until tomorrow.
        using var identities = new TestIdentities(new YesterdaysClock());

        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(
            identities.Source("gateway", lifetime: TimeSpan.FromDays(2)), identities.Source("model", lifetime: TimeSpan.FromHours(1)), Model));
        Assert.Null(await HandshakeAsync(
            identities.Source("gateway", lifetime: TimeSpan.FromHours(1)), identities.Source("model", lifetime: TimeSpan.FromDays(2)), Model));
    }

    [Fact]
    public async Task A_connection_knows_that_its_identity_was_rotated()
    {
        using var identities = new TestIdentities();
        var clock = new ManualClock();
        var client = identities.Source("gateway", clock);
        var (near, far) = await ConnectAsync();
        await using var served = new SslStream(far);
        var server = served.AuthenticateAsServerAsync(identities.Source("model").Current.AsServer);
        await using var connection = await MutualTlsStream.ConnectAsync(near, client, "", [Model], CancellationToken.None);
        await server;
        Assert.False(connection.IsOutdated);

        identities.Sign("gateway");
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(connection.IsOutdated);
    }

    // Who the server says has called; none when it refused.
    private static async Task<string?> HandshakeAsync(IdentitySource client, IdentitySource server, string expected)
    {
        var (near, far) = await ConnectAsync();
        await using var served = new SslStream(far);
        var serving = AcceptAsync(served, server);
        await using var connection = await MutualTlsStream.ConnectAsync(near, client, "", [expected], CancellationToken.None);
        return await serving;
    }

    private static async Task<string?> AcceptAsync(SslStream stream, IdentitySource server)
    {
        try
        {
            await stream.AuthenticateAsServerAsync(server.Current.AsServer);
            return PeerVerification.Verify(stream.RemoteCertificate, SslPolicyErrors.None, out _)?.ToString();
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return null;
        }
    }

    private static async Task<(NetworkStream Near, NetworkStream Far)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new TcpClient();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return (near.GetStream(), (await listener.AcceptTcpClientAsync()).GetStream());
    }

    private static string Prepared(TestIdentities identities, string account)
    {
        identities.Sign(account);
        return identities.Folder(account);
    }

    private sealed class YesterdaysClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddDays(-1);
    }
}
