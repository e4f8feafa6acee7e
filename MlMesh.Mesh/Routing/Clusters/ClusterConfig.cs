using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>A cluster as istiod configures it for one proxy: endpoints and the effective traffic policy. Equal configurations keep their run-time state over a reload.</summary>
public sealed record ClusterConfig
{
    /// <summary>Envoy's name: <c>outbound|port|subset|host</c>, <c>PassthroughCluster</c>, <c>BlackHoleCluster</c> or <c>inbound|port||</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How its endpoints are found.</summary>
    public required ClusterKind Kind { get; init; }

    /// <summary>The service's host name; empty for clusters without service.</summary>
    public string Host { get; init; } = "";

    /// <summary>The service's port; 0 for clusters without service.</summary>
    public int Port { get; init; }

    /// <summary>The subset; empty for the whole service.</summary>
    public string Subset { get; init; } = "";

    /// <summary>Where requests can go, in the order of their creation.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; init; } = [];

    /// <summary>How to talk to the address that the client connected to, in a cluster of kind <see cref="ClusterKind.OriginalDestination"/>.</summary>
    public EndpointTransport Transport { get; init; }

    /// <summary>The server name to ask for with <see cref="Transport"/>; empty for none.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>Names of which the server's certificate must have one with <see cref="Transport"/>; empty for none stated.</summary>
    public ImmutableArray<string> SubjectAltNames { get; init; } = [];

    /// <summary>What is verified and proved with <see cref="Transport"/>, where that is <see cref="EndpointTransport.Tls"/>.</summary>
    public TlsOrigination? Tls { get; init; }

    /// <summary>How an endpoint is chosen.</summary>
    public LoadBalancerConfig LoadBalancer { get; init; } = LoadBalancerConfig.Default;

    /// <summary>Limits of connections and requests.</summary>
    public ConnectionPoolConfig Pool { get; init; } = ConnectionPoolConfig.Default;

    /// <summary>When an endpoint is ejected; none means never.</summary>
    public OutlierDetectionConfig? OutlierDetection { get; init; }

    /// <summary>The <c>namespace/name</c> of the DestinationRule that applies; none without.</summary>
    public string? DestinationRule { get; init; }

    /// <inheritdoc />
    public bool Equals(ClusterConfig? other) => other is not null && HasSamePolicy(other) && Endpoints.SequenceEqual(other.Endpoints);

    /// <summary>Whether only the endpoints differ, if anything.</summary>
    public bool HasSamePolicy(ClusterConfig other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name && Kind == other.Kind && Transport == other.Transport && ServerName == other.ServerName
            && SubjectAltNames.AsSpan().SequenceEqual(other.SubjectAltNames.AsSpan()) && Tls == other.Tls && LoadBalancer == other.LoadBalancer && Pool == other.Pool && OutlierDetection == other.OutlierDetection;
    }

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Endpoints.Length);
}
