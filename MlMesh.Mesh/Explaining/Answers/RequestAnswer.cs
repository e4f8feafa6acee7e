using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Explaining;

namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What a policy does with a request, and why.</summary>
public sealed record RequestAnswer
{
    /// <summary>What becomes of it.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>The workload that calls, or the gateway where the request enters.</summary>
    public required Workload Proxy { get; init; }

    /// <summary>The request enters at a gateway.</summary>
    public bool AtGateway { get; init; }

    /// <summary>The port that the caller dials, or that the gateway listens on.</summary>
    public required int Port { get; init; }

    /// <summary>The path after normalization; null when it has none.</summary>
    public string? NormalizedTarget { get; init; }

    /// <summary>Every rule that was tried; null when the port has no routes.</summary>
    public RouteExplanation? Explanation { get; init; }

    /// <summary>The route that matched, if any.</summary>
    public RouteEntry? Route => Explanation?.Decision.Route;

    /// <summary>The rule that the route was made from, as it is written; null when no VirtualService states it.</summary>
    public YamlNode? Rule { get; init; }

    /// <summary>The proxy's own answer; null when the request is forwarded.</summary>
    public LocalAnswer? Answer { get; init; }

    /// <summary>What the gateway's policies say; null for a call within the mesh.</summary>
    public AuthorizationAnswer? Authorization { get; init; }

    /// <summary>Where it may go, each with its share.</summary>
    public ImmutableArray<DestinationAnswer> Destinations { get; init; } = [];

    /// <summary>What was assumed or chosen for this request, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
