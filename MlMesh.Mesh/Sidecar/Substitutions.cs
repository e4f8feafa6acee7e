using System.Globalization;
using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The values of <c>%…%</c> commands for one exchange.</summary>
internal sealed class Substitutions(Exchange exchange, MeshResponse? response) : ISubstitutions
{
    public StringValues RequestHeader(string name) => name switch
    {
        ":method" => exchange.Request.Method,
        ":path" => exchange.Request.Target,
        ":authority" or HeaderNames.Host => exchange.Request.Authority,
        ":scheme" => exchange.Request.Scheme,
        _ => exchange.Request.Headers.Lines(name),
    };

    public StringValues ResponseHeader(string name) => response switch
    {
        null => StringValues.Empty,
        _ when name == ":status" => Number(response.Status),
        _ => response.Headers.Lines(name),
    };

    public string? Command(string command, string argument) => command switch
    {
        "DOWNSTREAM_LOCAL_ADDRESS" => exchange.Connection.Destination.Authority,
        "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT" => exchange.Connection.Destination.Address,
        "DOWNSTREAM_LOCAL_PORT" => Number(exchange.Connection.Destination.Port),
        "DOWNSTREAM_PEER_URI_SAN" => exchange.Connection.PeerIdentity,
        "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT" or "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT" => exchange.Connection.PeerAddress,
        "HOSTNAME" => exchange.Workload.Name,
        "PROTOCOL" => "HTTP/1.1",
        "RESPONSE_CODE" => response is null ? "0" : Number(response.Status),
        "RESPONSE_CODE_DETAILS" => exchange.Details,
        "RESPONSE_FLAGS" => exchange.Flags.Length == 0 ? "-" : exchange.Flags,
        "ROUTE_NAME" => exchange.RouteName,
        // Istio gives every cluster this alternative name, so that statistics can split it at the semicolon.
        "UPSTREAM_CLUSTER" => exchange.Cluster is null ? null : $"{exchange.Cluster};",
        "UPSTREAM_CLUSTER_RAW" => exchange.Cluster,
        "UPSTREAM_HOST" or "UPSTREAM_REMOTE_ADDRESS" => exchange.Upstream?.Authority,
        "UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT" => exchange.Upstream?.Address,
        "UPSTREAM_REMOTE_PORT" => exchange.Upstream is { } upstream ? Number(upstream.Port) : null,
        "UPSTREAM_REQUEST_ATTEMPT_COUNT" => Number(exchange.Attempts),
        "UPSTREAM_TRANSPORT_FAILURE_REASON" => exchange.TransportFailure,
        _ => null,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
