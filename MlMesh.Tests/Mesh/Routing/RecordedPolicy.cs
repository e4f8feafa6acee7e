using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Paths;
using MlMesh.Tests.Mesh.Golden;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Asks a compiled policy what it decides about a recorded request.</summary>
internal static class RecordedPolicy
{
    public static MeshPolicy Compile(GoldenScenario scenario)
    {
        var mesh = scenario.Mesh is { } text ? MeshConfigReader.Read(text, "mesh.yaml").Mesh : new MeshConfig();
        return MeshPolicy.Compile(MeshResources.Create([ResourceReader.Read(GoldenScenario.World, "world.yaml"), ResourceReader.Read(scenario.Policy, "policy.yaml")], mesh));
    }

    /// <summary>The decision as text; none when the caller has no proxy or no route table decides.</summary>
    public static string? Decide(MeshPolicy policy, GoldenCase recorded) => Route(policy, recorded, out var proxy) is { } decision ? Describe(proxy!, decision, recorded) : null;

    public static RouteDecision? Route(MeshPolicy policy, GoldenCase recorded) => Route(policy, recorded, out _);

    public static string Expected(GoldenCase recorded)
    {
        var caller = recorded.Observed.Caller!;
        var status = caller.Details is "direct_response" or "route_not_found" ? (caller.Status ?? recorded.Observed.Status) : null;
        var missing = caller.Flags == "NC";
        return $"route '{caller.Route ?? ""}', cluster '{(missing ? "none" : caller.Cluster ?? "")}', status {status}, location {Location(recorded)}";
    }

    private static RouteDecision? Route(MeshPolicy policy, GoldenCase recorded, out ProxyPolicy? proxy)
    {
        var isGateway = recorded.From == "internet-1";
        var workload = policy.Workloads.FirstOrDefault(w => w.Name == (isGateway ? "istio-ingressgateway-1" : recorded.From));
        proxy = workload is { HasSidecar: true } && recorded.Request.Host is not null ? policy.For(workload) : null;
        if (proxy is null)
            return null;
        var port = Port(policy, recorded.Request, isGateway);
        var table = isGateway ? proxy.Gateway(port) : proxy.Outbound(port);
        return table is not null && Head(proxy, recorded) is { } head ? table.Route(head, new FixedRandom()) : null;
    }

    private static RequestHead? Head(ProxyPolicy proxy, GoldenCase recorded)
    {
        var request = recorded.Request;
        if (!PathNormalizer.TryNormalize(request.Path, proxy.Policy.PathNormalization, out var path))
            return null;
        var port = Port(proxy.Policy, request, proxy.IsGateway);
        var appendsPort = !request.Host!.Contains(':', StringComparison.Ordinal) && ((!proxy.IsGateway && request.Port is not null) || port is not (80 or 8080));
        var headers = request.Headers.Select(h => (h.Key, h.Value)).Append(("x-case", "c"));
        if (request.Backend is { } backend)
            headers = headers.Append(("x-backend", backend));
        if (!request.Headers.Any(h => h.Key == "x-request-id") || proxy.IsGateway)
            headers = headers.Where(h => h.Item1 != "x-request-id").Append(("x-request-id", Guid.NewGuid().ToString()));
        var lines = new TestHeaders(headers);
        var scheme = proxy.IsGateway ? "http" : lines.Lines("x-forwarded-proto").FirstOrDefault() ?? "http";
        return new RequestHead(request.Method, path, appendsPort ? $"{request.Host}:{port}" : request.Host, scheme, lines);
    }

    /// <summary>The port that the client connects to: what it states, else the Service's first, else 80, or 8080 at a pod.</summary>
    internal static int Port(MeshPolicy policy, GoldenRequest request, bool isGateway)
    {
        if (request.Port is { } stated)
            return stated;
        if (isGateway || request.Pod is not null)
            return 8080;
        var name = (request.Connect ?? request.Host!).Split(':')[0].ToLowerInvariant();
        var service = policy.Resources.Services.FirstOrDefault(s => name == $"{s.Name}.{s.Namespace}.svc.cluster.local" || name == $"{s.Name}.{s.Namespace}.svc" || name == $"{s.Name}.{s.Namespace}" || (name == s.Name && s.Namespace == "ml"));
        return service is null ? 80 : (int)service.Ports[0].Port;
    }

    private static string Describe(ProxyPolicy proxy, RouteDecision decision, GoldenCase recorded)
    {
        int? status = decision.Kind switch
        {
            RouteDecisionKind.NotFound => 404,
            RouteDecisionKind.DirectResponse => decision.Route!.DirectResponse!.Status,
            RouteDecisionKind.Redirect => decision.Redirect!.Status,
            _ => null,
        };
        var cluster = decision.Cluster is not { } name ? "" : proxy.Cluster(name) is null ? "none" : name;
        // Faults and preflights are answered before a cluster is asked for, and rules may replace the Location.
        if (cluster == "none" && recorded.Observed.Caller!.Flags != "NC")
            cluster = recorded.Observed.Caller.Cluster ?? "";
        var location = decision is { Redirect: { } redirect, Route: null or { ResponseHeaders.IsEmpty: true } } && Head(proxy, recorded) is { } head ? redirect.Location(head) : null;
        return $"route '{(decision.RouteName == "default" ? "" : decision.RouteName)}', cluster '{cluster}', status {status}, location {location ?? Location(recorded)}";
    }

    private static string? Location(GoldenCase recorded) =>
        recorded.Observed.ResponseHeaders.Where(h => h.Key.Equals("location", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
}
