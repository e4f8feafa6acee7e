using System.Collections.Immutable;
using System.Text;
using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Explaining;
using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Routing.Matching;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Rewrites;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates the rules of a VirtualService into the routes of one listener.</summary>
internal sealed class RouteTranslator(RouteContext context)
{
    /// <summary>A route came up that Envoy does not take; it then refuses the whole table.</summary>
    public bool MetRefusedRoute { get; private set; }

    /// <summary>The routes that hold for this listener and caller, up to the first that takes everything.</summary>
    public TranslatedRules Translate(BoundVirtualService service)
    {
        var routes = ImmutableArray.CreateBuilder<RouteEntry>();
        var omitted = ImmutableArray.CreateBuilder<OmittedRule>();
        RouteEntry? last = null;
        var isOver = false;
        foreach (var rule in service.Rules)
        {
            for (var i = rule.Rule.Match.Count == 0 ? -1 : 0; i < rule.Rule.Match.Count; i++)
            {
                var match = i < 0 ? null : rule.Rule.Match[i];
                var reason = isOver ? $"it stands behind {(last is null ? "a rule without condition" : Describe(last))}, which takes every request" : match is null ? null : WhyNot(match);
                if (reason is not null)
                {
                    omitted.Add(new OmittedRule(rule.Origin with { Match = i }, RouteName(rule.Rule, match), reason));
                    continue;
                }
                if (TryTranslate(service, rule, match, i) is { } route)
                    routes.Add(last = route);
                isOver = match is null || last is { Match.IsCatchAll: true };
            }
        }
        return new TranslatedRules(routes.ToImmutable(), omitted.ToImmutable());
    }

    private RouteEntry? TryTranslate(BoundVirtualService service, BoundRule rule, HttpMatchRequest? match, int index)
    {
        RouteEntry? route = null;
        try
        {
            route = Translate(service, rule, match, index);
        }
        catch (Re2SyntaxException)
        {
            // Admission refuses such patterns; resources that never passed it are treated as Envoy would.
        }
        MetRefusedRoute |= route is null;
        return route;
    }

    /// <summary>Why a match block cannot hold here, by the parts that are decided when the configuration is made; none when it can. With gateways in it, the caller's labels and namespace do not count.</summary>
    private string? WhyNot(HttpMatchRequest match)
    {
        if (match.Port != 0 && match.Port != context.Port)
            return $"it is for port {match.Port}, this is {context.Port}";
        if (match.Gateways.Count > 0)
            return match.Gateways.Contains(context.Gateway) ? null : $"it is for gateways {string.Join(", ", match.Gateways)}, this is {context.Gateway}";
        if (!match.SourceLabels.Selects(context.Workload.Labels))
            return $"{context.Workload.Name} lacks the source labels {string.Join(", ", match.SourceLabels.Select(label => $"{label.Key}={label.Value}"))}";
        return match.SourceNamespace.Length == 0 || match.SourceNamespace == context.Workload.Namespace ? null : $"it is for callers in namespace {match.SourceNamespace}, this is {context.Workload.Namespace}";
    }

    private static string RouteName(HttpRoute rule, HttpMatchRequest? match) => match is { Name.Length: > 0 } ? $"{rule.Name}.{match.Name}" : rule.Name;

    private static string Describe(RouteEntry route) => route.Name.Length > 0 ? $"rule '{route.Name}'" : $"rule {route.Origin!.Rule}";

    private RouteEntry? Translate(BoundVirtualService service, BoundRule bound, HttpMatchRequest? match, int index)
    {
        var rule = bound.Rule;
        var compiled = MatchTranslator.Translate(match);
        var common = HeaderTranslator.Translate(rule.Headers?.Response);
        var route = new RouteEntry
        {
            Name = RouteName(rule, match),
            Origin = bound.Origin with { Match = index },
            Match = compiled,
            ResponseHeaders = HeaderTranslator.Steps(common),
            Fault = FaultTranslator.Translate(rule.Fault),
            Cors = CorsTranslator.Translate(rule.CorsPolicy),
            Operation = $"{service.Source.Name}:{context.Port}{Pattern(compiled)}",
        };
        if (rule.Redirect is { } redirect)
            return RedirectTranslator.Translate(redirect, context.Port) is { } action ? route with { Redirect = action } : null;
        if (rule.DirectResponse is { } response)
            return response.Status is >= 200 and < 600 ? route with { DirectResponse = new DirectResponse((int)response.Status, Body(response.Body)) } : null;
        return Forward(route, rule, common);
    }

    private RouteEntry Forward(RouteEntry route, HttpRoute rule, HeaderTransform responseChanges)
    {
        var authority = rule.Rewrite is { Authority.Length: > 0 } rewrite ? rewrite.Authority : HeaderTranslator.Authority(rule.Headers?.Request);
        var targets = rule.Route.Count == 1 ? rule.Route : [.. rule.Route.Where(target => target.Weight > 0)];
        var hashes = targets.Select(target => target.Destination is null ? null : context.Hash(target.Destination)).OfType<HashPolicy>().ToImmutableArray();
        var destinations = rule.Route.Count == 1
            ? [Single(rule.Route[0], rule, authority)]
            : targets.Select(target => Weighted(target, rule, responseChanges, authority)).ToImmutableArray();
        return route with
        {
            Destinations = destinations,
            Rewrite = Rewrite(rule.Rewrite, route.Match),
            Timeout = rule.Timeout > TimeSpan.Zero ? rule.Timeout : null,
            Retry = RetryTranslator.Translate(rule.Retries ?? context.Mesh.DefaultHttpRetryPolicy, rule.Route.Count == 1 && !hashes.IsEmpty),
            Mirrors = [.. Mirrors(rule)],
            HashPolicies = hashes,
            Operation = rule.Route is [{ Destination: { } destination }] ? Operation(context.Cluster(destination), route.Match) : route.Operation,
        };
    }

    private WeightedCluster Single(HttpRouteDestination target, HttpRoute rule, string? authority) => new()
    {
        Cluster = Cluster(target),
        Weight = 1,
        RequestHeaders = HeaderTranslator.Steps(HeaderTranslator.Translate(rule.Headers?.Request, target.Headers?.Request)),
        ResponseHeaders = HeaderTranslator.Steps(HeaderTranslator.Translate(rule.Headers?.Response, target.Headers?.Response)),
        HostRewrite = authority ?? HeaderTranslator.Authority(target.Headers?.Request),
    };

    private WeightedCluster Weighted(HttpRouteDestination target, HttpRoute rule, HeaderTransform responseChanges, string? authority) => new()
    {
        Cluster = Cluster(target),
        Weight = (uint)target.Weight,
        RequestHeaders = HeaderTranslator.Steps(HeaderTranslator.Translate(target.Headers?.Request), HeaderTranslator.Translate(rule.Headers?.Request)),
        ResponseHeaders = HeaderTranslator.Steps(HeaderTranslator.Translate(target.Headers?.Response), responseChanges),
        HostRewrite = authority,
        OwnHost = HeaderTranslator.Authority(target.Headers?.Request),
    };

    private string Cluster(HttpRouteDestination target) => target.Destination is { Host.Length: > 0 } destination ? context.Cluster(destination) : "UnknownService";

    private IEnumerable<MirrorPolicy> Mirrors(HttpRoute rule)
    {
        if (rule.Mirror is not null && MirrorShare(rule) is { Millionths: > 0 } share)
            yield return new MirrorPolicy(context.Cluster(rule.Mirror), share);
        foreach (var mirror in rule.Mirrors)
        {
            if (mirror.Destination is not null && (mirror.Percentage is null || mirror.Percentage.Value > 0))
                yield return new MirrorPolicy(context.Cluster(mirror.Destination), Fraction.FromPercent(mirror.Percentage?.Value ?? 100));
        }
    }

    private static Fraction MirrorShare(HttpRoute rule) => Fraction.FromPercent(rule.MirrorPercentage?.Value ?? rule.MirrorPercent ?? 100);

    private static PathRewrite? Rewrite(HttpRewrite? rewrite, RouteMatch match)
    {
        if (rewrite?.UriRegexRewrite is { } regex)
            return new Rewrites.RegexRewrite(regex.Match, regex.Rewrite);
        if (rewrite is not { Uri.Length: > 0 })
            return null;
        return new PrefixRewrite(rewrite.Uri, match.Path switch { null => 1, { Kind: ValueMatchKind.Prefix } prefix => prefix.Value.Length, _ => null });
    }

    private static ReadOnlyMemory<byte> Body(HttpBody? body) => body switch
    {
        { Text: { } text } => Encoding.UTF8.GetBytes(text),
        { Bytes: { } bytes } => bytes,
        _ => default,
    };

    private static string Operation(string cluster, RouteMatch match)
    {
        var parts = cluster.Split('|');
        return $"{parts[3]}:{parts[1]}{Pattern(match)}";
    }

    private static string Pattern(RouteMatch match) => match.Path switch
    {
        null => "/*",
        { Kind: ValueMatchKind.Prefix } prefix => prefix.Value + "*",
        var path => path.Value,
    };
}
