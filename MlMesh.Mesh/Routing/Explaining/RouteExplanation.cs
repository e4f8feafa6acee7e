using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing.Explaining;

/// <summary>A decision with its reasons.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Domain">The domain of the virtual host that the authority matched; none when no virtual host did.</param>
/// <param name="Verdicts">The routes that were tried, in order; the last one matched if the decision has a route.</param>
/// <param name="Omitted">Rules for the same hosts that do not exist for this proxy and port.</param>
public sealed record RouteExplanation(RouteDecision Decision, string? Domain, ImmutableArray<RouteVerdict> Verdicts, ImmutableArray<OmittedRule> Omitted);
