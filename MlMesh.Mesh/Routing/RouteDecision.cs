namespace MlMesh.Mesh.Routing;

/// <summary>The outcome of routing one request: a value that points into the immutable policy.</summary>
public readonly struct RouteDecision
{
    internal RouteDecision(RouteDecisionKind kind, VirtualHost? virtualHost, RouteEntry? route, WeightedCluster? destination, RedirectAction? redirect)
    {
        Kind = kind;
        VirtualHost = virtualHost;
        Route = route;
        Destination = destination;
        Redirect = redirect;
    }

    /// <summary>What to do.</summary>
    public RouteDecisionKind Kind { get; }

    /// <summary>The virtual host that the authority selected, if any.</summary>
    public VirtualHost? VirtualHost { get; }

    /// <summary>The route that matched, if any; absent too for a gateway's httpsRedirect.</summary>
    public RouteEntry? Route { get; }

    /// <summary>The destination that was drawn; set exactly when <see cref="Kind"/> is <see cref="RouteDecisionKind.Forward"/>.</summary>
    public WeightedCluster? Destination { get; }

    /// <summary>The redirect to answer with; set exactly when <see cref="Kind"/> is <see cref="RouteDecisionKind.Redirect"/>.</summary>
    public RedirectAction? Redirect { get; }

    /// <summary>The cluster drawn, for example <c>outbound|80|v1|model-inference.ml.svc.cluster.local</c>.</summary>
    public string? Cluster => Destination?.Cluster;

    /// <summary>The route's name as the access log has it; empty when it has none.</summary>
    public string RouteName => Route?.Name ?? "";

    /// <summary>Envoy's response flag that the decision alone already implies: <c>NR</c>, else none.</summary>
    public string? ResponseFlag => Kind == RouteDecisionKind.NotFound ? "NR" : null;

    /// <summary>Envoy's RESPONSE_CODE_DETAILS that the decision alone already implies, else none.</summary>
    public string? Details => Kind switch
    {
        RouteDecisionKind.NotFound => "route_not_found",
        RouteDecisionKind.DirectResponse or RouteDecisionKind.Redirect => "direct_response",
        _ => null,
    };
}
