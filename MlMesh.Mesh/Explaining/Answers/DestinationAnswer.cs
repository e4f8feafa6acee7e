using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>One destination that a request may be forwarded to.</summary>
public sealed class DestinationAnswer
{
    private readonly Exchange _exchange;

    internal DestinationAnswer(Exchange exchange) => _exchange = exchange;

    /// <summary>Its share of the forwarded requests, from 0 to 1; exact, from the weights.</summary>
    public required double Share { get; init; }

    /// <summary>The destination's weight as the route states it.</summary>
    public required uint Weight { get; init; }

    /// <summary>Envoy's name of the cluster.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The cluster; null when it does not exist: callers get 503 with flag NC.</summary>
    public required ClusterConfig? Cluster { get; init; }

    /// <summary>The request as it is forwarded.</summary>
    public MeshRequest Request => _exchange.Request;

    /// <summary>What the route does to the request's headers.</summary>
    public required ImmutableArray<HeaderChange> RequestChanges { get; init; }

    /// <summary>What the route does to the answer's headers.</summary>
    public required ImmutableArray<HeaderChange> ResponseChanges { get; init; }

    /// <summary>The workloads behind it, those that answer alike once.</summary>
    public required ImmutableArray<CalleeAnswer> Callees { get; init; }

    /// <summary>The header lines that a caller gets of an application's answer.</summary>
    /// <param name="answer">The application's header lines.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Answer(IEnumerable<KeyValuePair<string, string>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var response = new MeshResponse { Status = 200 };
        foreach (var (name, value) in answer)
            response.Headers.Append(name, value);
        ResponseTransforms.Apply(_exchange, _exchange.Decision, response);
        return response.Headers.ToPairs();
    }
}
