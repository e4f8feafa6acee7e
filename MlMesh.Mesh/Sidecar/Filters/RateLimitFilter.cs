using System.Globalization;
using System.Text;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Envoy's rate-limit filter: asks the rate-limit service about requests that will be forwarded and that the route describes.</summary>
/// <param name="name">The filter's name.</param>
/// <param name="config">Its configuration.</param>
/// <param name="service">The service; none when the policy has no such cluster, so that no call would arrive.</param>
/// <param name="routes">What routes say.</param>
/// <param name="sourceCluster">The proxy's own cluster name.</param>
internal sealed class RateLimitFilter(string name, GlobalRateLimit config, RateLimitService? service, RouteLimitTable routes, string sourceCluster) : IHttpFilter
{
    private readonly CompiledHeaders _headers = new(config.ResponseHeaders);

    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Decision.Kind != RouteDecisionKind.Forward || exchange.ClusterConfig is null)
            return ValueTask.FromResult<MeshResponse?>(null);
        var route = routes.Of(exchange.Decision);
        var own = route.Global.GetValueOrDefault(name);
        var descriptors = Describe(exchange, own is { Sources.IsEmpty: false } ? own.Sources.AsSpan() : route.Sources(own?.VirtualHostRateLimits ?? VirtualHostRateLimits.Override));
        return ValueTask.FromResult(descriptors.Count == 0 ? null : Ask(exchange, own is { Domain.Length: > 0 } ? own.Domain : config.Domain, descriptors));
    }

    private List<DescriptorEntry[]> Describe(Exchange exchange, ReadOnlySpan<DescriptorSource> sources)
    {
        var descriptors = new List<DescriptorEntry[]>(sources.Length);
        var input = exchange.RateLimitInput(sourceCluster);
        var descriptor = default(DescriptorBuffer);
        foreach (var source in sources)
        {
            if (source.Stage == config.Stage && source.TryDescribe(input, ref descriptor))
                descriptors.Add(descriptor.Written.ToArray());
        }

        return descriptors;
    }

    private MeshResponse? Ask(Exchange exchange, string domain, List<DescriptorEntry[]> descriptors)
    {
        if (service is null)
            return config.FailureModeDeny ? LocalReply.Create(exchange, config.StatusOnError, "rate_limiter_error", flag: "RLSE", decision: exchange.Decision) : null;
        var statuses = service.Ask(domain, descriptors);
        if (config.AddsRateLimitHeaders && statuses.Count > 0)
            Tell(exchange, statuses);
        if (!statuses.Any(status => status.IsOver))
            return null;
        var headers = _headers.ForAnswer(exchange);
        if (config.MarksRefusals)
            headers.Append(HeaderNames.RateLimited, "true");
        return LocalReply.Create(
            exchange,
            config.Status,
            "request_rate_limited",
            flag: "RL",
            decision: exchange.Decision,
            grpcStatus: config.AsResourceExhausted ? GrpcStatus.ResourceExhausted : null,
            headers: headers);
    }

    // The limit with the fewest requests left, followed by all of them with their windows.
    private static void Tell(Exchange exchange, IReadOnlyList<LimitStatus> statuses)
    {
        var closest = statuses.MinBy(status => status.Remaining);
        var limits = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{closest.Limit.RequestsPerUnit}");
        foreach (var status in statuses)
            limits.Append(CultureInfo.InvariantCulture, $", {status.Limit.RequestsPerUnit};w={status.Limit.UnitSeconds}");
        var answer = exchange.AnswerHeaders ??= new HeaderList(4);
        answer.Append(RateLimitHeaders.Limit, limits.ToString());
        answer.Append(RateLimitHeaders.Remaining, closest.Remaining.ToString(CultureInfo.InvariantCulture));
        answer.Append(RateLimitHeaders.Reset, closest.ResetSeconds.ToString(CultureInfo.InvariantCulture));
    }
}
