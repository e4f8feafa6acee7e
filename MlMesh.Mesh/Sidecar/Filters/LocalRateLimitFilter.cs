using System.Globalization;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Envoy's local rate-limit filter: buckets in this proxy alone.</summary>
internal sealed class LocalRateLimitFilter(string name, LocalRateLimiter own, RouteLimitTable routes, string sourceCluster, IRandom random) : IHttpFilter
{
    private static readonly ConditionalWeakTable<LocalRateLimit, AddedHeaders> Headers = [];

    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var route = routes.Of(exchange.Decision);
        var limiter = route.Local.GetValueOrDefault(name, own);
        var limit = limiter.Limit;
        if (!IsDrawn(limit.FilterEnabled))
            return ValueTask.FromResult<MeshResponse?>(null);

        var forwards = exchange.Decision.Kind == RouteDecisionKind.Forward;
        var sources = !limiter.Sources.IsEmpty ? limiter.Sources.AsSpan() : forwards ? route.Sources(limit.VirtualHostRateLimits) : default;
        var isWithin = limiter.TryTake(sources, exchange.RateLimitInput(sourceCluster), out var bucket);
        if (limit.AddsRateLimitHeaders && bucket is not null)
            Tell(exchange, bucket);
        return ValueTask.FromResult(isWithin ? null : Refuse(exchange, limit));
    }

    private MeshResponse? Refuse(Exchange exchange, LocalRateLimit limit)
    {
        var headers = Headers.GetValue(limit, static limit => new AddedHeaders(limit));
        if (!IsDrawn(limit.FilterEnforced))
        {
            headers.Request.ApplyTo(exchange);
            return null;
        }

        return LocalReply.Create(
            exchange,
            limit.Status,
            "local_rate_limited",
            "local_rate_limited"u8.ToArray(),
            "RL",
            exchange.Decision,
            grpcStatus: limit.AsResourceExhausted ? GrpcStatus.ResourceExhausted : null,
            headers: headers.Answer.ForAnswer(exchange));
    }

    private static void Tell(Exchange exchange, TokenBucket bucket)
    {
        var answer = exchange.AnswerHeaders ??= new HeaderList(4);
        answer.Append(RateLimitHeaders.Limit, bucket.Limit.ToString(CultureInfo.InvariantCulture));
        answer.Append(RateLimitHeaders.Remaining, bucket.Remaining.ToString(CultureInfo.InvariantCulture));
        answer.Append(RateLimitHeaders.Reset, bucket.SecondsToNext.ToString(CultureInfo.InvariantCulture));
    }

    private bool IsDrawn(RuntimeFraction? share) => share is { } stated && new Fraction(stated.Millionths).Draw(random);

    private sealed class AddedHeaders(LocalRateLimit limit)
    {
        public CompiledHeaders Request { get; } = new(limit.RequestHeadersWhenNotEnforced);

        public CompiledHeaders Answer { get; } = new(limit.ResponseHeaders);
    }
}
