namespace MlMesh.Mesh.Routing;

/// <summary>What a proxy does with a request.</summary>
public enum RouteDecisionKind
{
    /// <summary>No route: 404 with response flag <c>NR</c>.</summary>
    NotFound,

    /// <summary>Send it to <see cref="RouteDecision.Cluster"/>.</summary>
    Forward,

    /// <summary>Answer with <see cref="RouteEntry.DirectResponse"/>.</summary>
    DirectResponse,

    /// <summary>Answer with <see cref="RouteDecision.Redirect"/>.</summary>
    Redirect,
}
