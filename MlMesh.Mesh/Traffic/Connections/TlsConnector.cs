using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Secures connections as their endpoints ask for it (<see cref="Endpoint.Transport"/>).</summary>
/// <param name="transport">Opens the connections underneath.</param>
/// <param name="identity">Who calls by Istio's mutual TLS.</param>
/// <param name="workloadAt">The workload at an address, for endpoints that do not know theirs.</param>
public sealed class TlsConnector(IConnector transport, IdentitySource identity, Func<string, Workload?> workloadAt) : IConnector
{
    /// <inheritdoc/>
    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport switch
        {
            EndpointTransport.IstioMutual => ConnectMutuallyAsync(endpoint, cancellationToken),
            EndpointTransport.Tls => ConnectSimplyAsync(endpoint, cancellationToken),
            _ => transport.ConnectAsync(endpoint, cancellationToken),
        };
    }

    private async ValueTask<Stream> ConnectMutuallyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return await MutualTlsStream.ConnectAsync(connection, identity, endpoint.ServerName, Expected(endpoint), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Stream> ConnectSimplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = endpoint.ServerName.Length > 0 ? endpoint.ServerName : endpoint.Address }, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (AuthenticationException failure)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException($"TLS_error:{failure.Message}", failure);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The registry's word for who is behind the address, unless a DestinationRule knows better. Whoever neither knows proves nothing by a certificate.
    private ImmutableArray<string> Expected(Endpoint endpoint) =>
        !endpoint.SubjectAltNames.IsEmpty ? endpoint.SubjectAltNames
        : (endpoint.Workload ?? workloadAt(endpoint.Address)) is { } workload ? [workload.SpiffeId(identity.Current.Id.TrustDomain)]
        : [];
}
