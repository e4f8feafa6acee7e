using System.Collections.Immutable;
using System.Globalization;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>One endpoint of a cluster.</summary>
public sealed record Endpoint
{
    /// <summary>IP address, or a host name in a DNS cluster, in the world of the policy.</summary>
    public required string Address { get; init; }

    /// <summary>The port that the workload listens on.</summary>
    public required int Port { get; init; }

    /// <summary>Share in load balancing; 1 unless a WorkloadEntry says otherwise.</summary>
    public uint Weight { get; init; } = 1;

    /// <summary>The workload behind it, if it is known.</summary>
    public Workload? Workload { get; init; }

    /// <summary>Labels that subsets select by.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How to talk to it.</summary>
    public EndpointTransport Transport { get; init; }

    /// <summary>
    /// Server name (SNI) to ask for: under <see cref="EndpointTransport.IstioMutual"/> Istio's name of the cluster, <c>outbound_.8080_.v1_.model-inference.ml.svc.cluster.local</c>,
    /// unless the DestinationRule states one; under <see cref="EndpointTransport.Tls"/> what the DestinationRule states, else the service's host; empty for none.
    /// </summary>
    public string ServerName { get; init; } = "";

    /// <summary>Names of which the server's certificate must have one, where a DestinationRule states them; else the identity of <see cref="Workload"/> is expected of it.</summary>
    public ImmutableArray<string> SubjectAltNames { get; init; } = [];

    /// <summary>What is verified and proved under <see cref="EndpointTransport.Tls"/>; none under the others.</summary>
    public TlsOrigination? Tls { get; init; }

    /// <summary><c>address:port</c>: what logs show and hashes hash.</summary>
    public string Authority { get => field ??= string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}"); } = null!;

    /// <inheritdoc />
    public bool Equals(Endpoint? other) => other is not null && Address == other.Address && Port == other.Port && Weight == other.Weight && Transport == other.Transport
        && ServerName == other.ServerName && SubjectAltNames.AsSpan().SequenceEqual(other.SubjectAltNames.AsSpan()) && Tls == other.Tls && Workload?.Name == other.Workload?.Name;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Address, Port);
}
