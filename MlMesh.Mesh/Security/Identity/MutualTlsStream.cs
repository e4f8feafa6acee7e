using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>The client's end of a mutual TLS connection between workloads.</summary>
internal sealed class MutualTlsStream : SslStream
{
    private readonly IdentitySource _source;
    private readonly WorkloadIdentity _own;
    private string _refusal = "";

    private MutualTlsStream(Stream transport, IdentitySource source) : base(transport, leaveInnerStreamOpen: false) => (_source, _own) = (source, source.Current);

    /// <summary>The identity was rotated since: what comes next is better sent on a connection with the new one.</summary>
    public bool IsOutdated => !ReferenceEquals(_source.Current, _own);

    /// <summary>Opens mutual TLS over a connection, and closes that one where it fails.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="source">The caller's identity.</param>
    /// <param name="serverName">Server name (SNI) to ask for; empty for none.</param>
    /// <param name="expected">The SPIFFE IDs of which the server must have one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AuthenticationException">The server is somebody else, or refuses; the message says why.</exception>
    public static async Task<MutualTlsStream> ConnectAsync(
        Stream transport, IdentitySource source, string serverName, IReadOnlyCollection<string> expected, CancellationToken cancellationToken)
    {
        var stream = new MutualTlsStream(transport, source);
        try
        {
            var options = stream._own.AsClient(serverName, (_, certificate, _, errors) => stream.IsExpected(certificate, errors, expected));
            await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (AuthenticationException failure)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException($"TLS_error:{(stream._refusal.Length > 0 ? stream._refusal : failure.Message)}", failure);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool IsExpected(X509Certificate? certificate, SslPolicyErrors errors, IReadOnlyCollection<string> expected)
    {
        if (PeerVerification.Verify(certificate, errors, out _refusal) is not { } server)
            return false;
        if (expected.Contains(server.ToString()))
            return true;
        _refusal = $"CERTIFICATE_VERIFY_FAILED:verify cert failed: verify SAN list: the server is {server}";
        return false;
    }
}
