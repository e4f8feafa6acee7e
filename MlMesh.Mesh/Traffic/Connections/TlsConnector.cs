using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Mesh.Security.Origination;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Secures connections as their endpoints ask for it (<see cref="Endpoint.Transport"/>).</summary>
/// <param name="transport">Opens the connections underneath.</param>
/// <param name="identity">Who calls by Istio's mutual TLS; none in a mesh without mesh ports, whose peers take plaintext.</param>
/// <param name="workloadAt">The workload at an address, for endpoints that do not know theirs.</param>
public sealed class TlsConnector(IConnector transport, IdentitySource? identity, Func<string, Workload?> workloadAt) : IConnector
{
    private readonly ClientTlsFileCache _files = new();

    /// <inheritdoc/>
    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport switch
        {
            EndpointTransport.IstioMutual when identity is not null => ConnectMutuallyAsync(endpoint, identity, cancellationToken),
            EndpointTransport.Tls => OriginateAsync(endpoint, cancellationToken),
            _ => transport.ConnectAsync(endpoint, cancellationToken),
        };
    }

    private async ValueTask<Stream> ConnectMutuallyAsync(Endpoint endpoint, IdentitySource own, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return await MutualTlsStream.ConnectAsync(connection, own, endpoint.ServerName, Expected(endpoint, own), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Stream> OriginateAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        // Before the server hears of anything.
        var files = Files(endpoint.Tls ?? TlsOrigination.Default);
        var name = endpoint.ServerName.Length > 0 ? endpoint.ServerName : endpoint.Address;
        var refusal = "";
        var stream = new SslStream(await transport.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false), leaveInnerStreamOpen: false);
        try
        {
            var options = files.AsClient(name, (_, certificate, chain, errors) => (refusal = ServerVerification.Refusal(endpoint, name, certificate, chain, errors)).Length == 0);
            await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException($"TLS_error:{(refusal.Length > 0 ? refusal : failure.Message)}", failure);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ClientTlsFiles Files(TlsOrigination origination)
    {
        try
        {
            return _files.Get(origination);
        }
        catch (ClientTlsFileException unusable)
        {
            throw new AuthenticationException($"TLS_error:Secret is not supplied by SDS: {unusable.Message}", unusable);
        }
    }

    // The registry's word for who is behind the address, unless a DestinationRule knows better. Whoever neither knows proves nothing by a certificate.
    private ImmutableArray<string> Expected(Endpoint endpoint, IdentitySource own) =>
        !endpoint.SubjectAltNames.IsEmpty ? endpoint.SubjectAltNames
        : (endpoint.Workload ?? workloadAt(endpoint.Address)) is { } workload ? [workload.SpiffeId(own.Current.Id.TrustDomain)]
        : [];
}
