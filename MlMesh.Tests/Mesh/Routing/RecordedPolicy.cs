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
        var refused = scenario.Admission.Where(a => a.Error is not null).Select(a => (a.Kind, a.Namespace, a.Name)).ToHashSet();
        var policy = ResourceReader.Read(scenario.Policy, "policy.yaml");
        policy = policy with { Resources = [.. policy.Resources.Where(r => !refused.Contains((r.Kind, r.Namespace, r.Name)))] };
        return MeshPolicy.Compile(MeshResources.Create([ResourceReader.Read(GoldenScenario.World, "world.yaml"), policy], mesh));
    }

    /// <summary>The decision as text; none when the caller has no proxy or no route table decides.</summary>
    public static string? Decide(MeshPolicy policy, GoldenCase recorded) => Route(policy, recorded, out var proxy) is { } decision ? Describe(proxy!, decision, recorded) : null;

    public static RouteDecision? Route(MeshPolicy policy, GoldenCase recorded) => Route(policy, recorded, out _);

    public static string Expected(GoldenCase recorded)
    {
        var caller = recorded.Observed.Caller!;
        var status = caller.Details is "direct_response" or "route_not_found" ? (caller.Status ?? recorded.Observed.Status) : null;
        var missing = caller.Flags == "NC";
        return $"route '{caller.Route ?? ""}', cluster '{(missing ? "none" : caller.Cluster ?? "")}', status {status}, location {(status is >= 300 and < 400 ? Location(recorded) : null)}";
    }

    private static RouteDecision? Route(MeshPolicy policy, GoldenCase recorded, out ProxyPolicy? proxy)
    {
        var request = recorded.Request;
        var isGateway = recorded.From == "internet-1";
        var workload = policy.Workloads.FirstOrDefault(w => w.Name == (isGateway ? "istio-ingressgateway-1" : recorded.From));
        proxy = null;
        if (workload is not { HasSidecar: true } || request.Host is null)
            return null;
        proxy = policy.For(workload);
        var port = request.Port ?? Port(policy, request, isGateway);
        var table = isGateway ? proxy.Gateway(port) : proxy.Outbound(port);
        if (table is null || !PathNormalizer.TryNormalize(request.Path, policy.PathNormalization, out var path))
            return null;
        var appendsPort = !request.Host.Contains(':', StringComparison.Ordinal) && ((!isGateway && request.Port is not null) || port is not (80 or 8080));
        var headers = new TestHeaders([.. request.Headers.Select(h => (h.Key, h.Value)), ("x-case", "c"), ("x-request-id", "id"), .. request.Backend is { } backend ? [("x-backend", backend)] : Array.Empty<(string, string)>()]);
        var forwarded = headers.Lines("x-forwarded-proto").FirstOrDefault();
        var scheme = isGateway ? "http" : forwarded ?? "http";
        return table.Route(new RequestHead(request.Method, path, appendsPort ? $"{request.Host}:{port}" : request.Host, scheme, headers), new FixedRandom());
    }

    private static int Port(MeshPolicy policy, GoldenRequest request, bool isGateway)
    {
        if (isGateway || request.Pod is not null)
            return 8080;
        var name = (request.Connect ?? request.Host!).Split(':')[0].ToLowerInvariant();
        var parts = name.Split('.');
        var service = policy.Resources.Services.FirstOrDefault(s => s.Name == parts[0] && s.Namespace == (parts.Length > 1 ? parts[1] : "ml")
            && $"{s.Name}.{s.Namespace}.svc.cluster.local".StartsWith(parts.Length == 1 ? $"{s.Name}.{s.Namespace}" : name, StringComparison.Ordinal)
            && (parts.Length <= 3 || name == $"{s.Name}.{s.Namespace}.svc.cluster.local"));
        return service is null ? 80 : (int)service.Ports[0].Port;
    }

    private static string Describe(ProxyPolicy proxy, RouteDecision decision, GoldenCase recorded)
    {
        var details = recorded.Observed.Caller!.Details;
        // An injected fault answers before a cluster is asked for.
        var route = decision.RouteName == "default" ? "" : decision.RouteName;
        int? status = decision.Kind switch
        {
            RouteDecisionKind.NotFound => 404,
            RouteDecisionKind.DirectResponse => decision.Route!.DirectResponse!.Status,
            RouteDecisionKind.Redirect => decision.Redirect!.Status,
            _ => null,
        };
        var cluster = decision.Cluster is not { } name ? "" : proxy.Cluster(name) is null ? "none" : name;
        if (details == "fault_filter_abort")
            cluster = recorded.Observed.Caller.Cluster ?? "";
        var location = decision.Redirect is { } redirect ? redirect.Location(Head(proxy, recorded)) : null;
        return $"route '{route}', cluster '{cluster}', status {status}, location {location}";
    }

    private static RequestHead Head(ProxyPolicy proxy, GoldenCase recorded)
    {
        PathNormalizer.TryNormalize(recorded.Request.Path, proxy.Policy.PathNormalization, out var path);
        var port = recorded.Request.Port ?? Port(proxy.Policy, recorded.Request, proxy.IsGateway);
        var host = recorded.Request.Host!;
        if (!host.Contains(':', StringComparison.Ordinal) && ((!proxy.IsGateway && recorded.Request.Port is not null) || port is not (80 or 8080)))
            host = $"{host}:{port}";
        return new RequestHead(recorded.Request.Method, path, host, "http", new TestHeaders());
    }

    private static string? Location(GoldenCase recorded) =>
        recorded.Observed.ResponseHeaders.Where(h => h.Key.Equals("location", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
}
