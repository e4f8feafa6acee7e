using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The port at which a workload's peers reach it (Istio's 15006): mutual TLS, plaintext, or both, as PeerAuthentication says.</summary>
internal sealed class MeshPort(LocalMesh mesh, TimeProvider time, ILogger<MeshPort> logger)
{
    private const byte TlsHandshake = 0x16;

    // The shared pool: what Kestrel's own counts in its metrics with each buffer, TLS would count a second time.
    private static readonly StreamPipeReaderOptions ReaderOptions = new(leaveOpen: true);
    private static readonly StreamPipeWriterOptions WriterOptions = new(leaveOpen: true);

    // Kestrel's own limit for a handshake.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Serves a connection until its end.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="next">Speaks HTTP on it.</param>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await BeginsWithHandshakeAsync(connection).ConfigureAwait(false) is not { } isTls)
        {
            connection.Abort();
            return;
        }

        var mode = mesh.PeerMode;
        if (isTls && mode != MutualTlsMode.Disable && mesh.Identity is { } identity)
        {
            await ServeSecurelyAsync(connection, identity.Current, next).ConfigureAwait(false);
            return;
        }

        if (!isTls && mode == MutualTlsMode.Strict)
        {
            IdentityLog.PlaintextCutOff(logger, connection.RemoteEndPoint);
            connection.Abort();
            return;
        }

        connection.Features.Set(new MeshPeer(Downstream(connection)));
        await next(connection).ConfigureAwait(false);
    }

    // Null: the peer left, or said nothing for too long.
    private async Task<bool?> BeginsWithHandshakeAsync(ConnectionContext connection)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var read = await connection.Transport.Input.ReadAsync(patience.Token).ConfigureAwait(false);
            bool? isTls = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0] == TlsHandshake;
            // Nothing counts as seen, so that the next read has it again.
            connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            return isTls;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ServeSecurelyAsync(ConnectionContext connection, WorkloadIdentity identity, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var tls = new SslStream(new PipeStream(transport), leaveInnerStreamOpen: false);
        await using var open = tls.ConfigureAwait(false);
        if (await HandshakeAsync(connection, tls, identity).ConfigureAwait(false) is not { } peer)
            return;
        connection.Features.Set(new MeshPeer(Downstream(connection) with
        {
            PeerIdentity = peer.ToString(),
            ServerName = tls.TargetHostName,
            PeerCertificateHash = tls.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        }));
        var secured = new SecuredPipe(PipeReader.Create(tls, ReaderOptions), PipeWriter.Create(tls, WriterOptions));
        try
        {
            connection.Transport = secured;
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            connection.Transport = transport;
            await secured.Input.CompleteAsync().ConfigureAwait(false);
            await secured.Output.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task<SpiffeId?> HandshakeAsync(ConnectionContext connection, SslStream tls, WorkloadIdentity identity)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await tls.AuthenticateAsServerAsync(identity.AsServer, patience.Token).ConfigureAwait(false);
            return PeerVerification.Verify(tls.RemoteCertificate, SslPolicyErrors.None, out _);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or OperationCanceledException)
        {
            IdentityLog.Refused(logger, connection.RemoteEndPoint, failure is OperationCanceledException ? "the handshake took too long" : failure.Message);
            return null;
        }
    }

    private DownstreamConnection Downstream(ConnectionContext connection) => new()
    {
        PeerAddress = PeerAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address),
        Destination = new Routing.Clusters.Endpoint { Address = mesh.Sidecar.Workload.Ip, Port = mesh.OwnPort },
    };

    private sealed record SecuredPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
