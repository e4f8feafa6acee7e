using System.Collections.Frozen;
using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Explaining;

namespace MlMesh.Mesh.Routing;

/// <summary>The routes of one listener of one proxy. Immutable; deciding allocates nothing.</summary>
public sealed class RouteTable
{
    private readonly FrozenDictionary<string, VirtualHost>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly ImmutableArray<(int Length, FrozenDictionary<string, VirtualHost>.AlternateLookup<ReadOnlySpan<char>> Hosts)> _suffixes;
    private readonly VirtualHost? _default;

    /// <summary>Indexes virtual hosts. A domain that several of them state belongs to the first.</summary>
    /// <param name="name">Envoy's route configuration name, for example <c>80</c> or <c>http.8080</c>.</param>
    /// <param name="virtualHosts">The virtual hosts.</param>
    public RouteTable(string name, ImmutableArray<VirtualHost> virtualHosts)
    {
        Name = name;
        VirtualHosts = virtualHosts;
        var exact = new Dictionary<string, VirtualHost>(StringComparer.OrdinalIgnoreCase);
        var suffixes = new SortedDictionary<int, Dictionary<string, VirtualHost>>();
        foreach (var host in virtualHosts)
        {
            foreach (var domain in host.Domains)
            {
                if (domain == "*")
                    _default ??= host;
                else if (!domain.StartsWith('*'))
                    exact.TryAdd(domain, host);
                else
                    (suffixes.TryGetValue(1 - domain.Length, out var same) ? same : suffixes[1 - domain.Length] = new(StringComparer.OrdinalIgnoreCase)).TryAdd(domain[1..], host);
            }
        }
        _exact = exact.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _suffixes = [.. suffixes.Select(s => (-s.Key, s.Value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>()))];
    }

    /// <summary>Envoy's route configuration name.</summary>
    public string Name { get; }

    /// <summary>Of a gateway: the ports that its servers state, which the listener stands for.</summary>
    public ImmutableArray<int> ServerPorts { get; init; } = [];

    /// <summary>All virtual hosts.</summary>
    public ImmutableArray<VirtualHost> VirtualHosts { get; }

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request, its path normalized.</param>
    /// <param name="random">Draws among several destinations; not asked otherwise.</param>
    public RouteDecision Route(in RequestHead request, IRandom random)
    {
        if (FindHost(request.Authority) is not { } host)
            return default;
        if (host.RequireTls && request.Scheme != "https")
            return new RouteDecision(RouteDecisionKind.Redirect, host, null, null, RedirectAction.ToHttps);
        foreach (var route in host.Routes)
        {
            if (route.Match.Matches(request))
                return Decide(host, route, random);
        }
        return new RouteDecision(RouteDecisionKind.NotFound, host, null, null, null);
    }

    /// <summary>The virtual host of an authority: the exact domain, else the longest suffix, else <c>*</c>. Port and case do not count.</summary>
    public VirtualHost? FindHost(ReadOnlySpan<char> authority)
    {
        var port = AuthorityText.PortStart(authority);
        var name = port < 0 ? authority : authority[..port];
        if (_exact.TryGetValue(name, out var host))
            return host;
        foreach (var (length, hosts) in _suffixes)
        {
            if (length < name.Length && hosts.TryGetValue(name[^length..], out host))
                return host;
        }
        return _default;
    }

    /// <summary>Decides as <see cref="Route"/> does, and says why.</summary>
    public RouteExplanation Explain(in RequestHead request, IRandom random)
    {
        var decision = Route(request, random);
        var verdicts = ImmutableArray.CreateBuilder<RouteVerdict>();
        if (decision.VirtualHost is { } host && (decision.Route is not null || decision.Kind == RouteDecisionKind.NotFound))
        {
            foreach (var route in host.Routes)
            {
                verdicts.Add(new RouteVerdict(route, route.Match.Mismatch(request)));
                if (ReferenceEquals(route, decision.Route))
                    break;
            }
        }
        return new RouteExplanation(decision, decision.VirtualHost is null ? null : Domain(decision.VirtualHost, request.Authority), verdicts.ToImmutable(), decision.VirtualHost?.Omitted ?? []);
    }

    private static string Domain(VirtualHost host, string authority)
    {
        var port = AuthorityText.PortStart(authority);
        var name = port < 0 ? authority : authority[..port];
        return host.Domains.FirstOrDefault(domain => domain.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? host.Domains.Where(domain => domain.StartsWith('*') && name.EndsWith(domain[1..], StringComparison.OrdinalIgnoreCase)).MaxBy(domain => domain.Length)
            ?? "*";
    }

    private static RouteDecision Decide(VirtualHost host, RouteEntry route, IRandom random)
    {
        if (route.Redirect is not null)
            return new RouteDecision(RouteDecisionKind.Redirect, host, route, null, route.Redirect);
        if (route.DirectResponse is not null)
            return new RouteDecision(RouteDecisionKind.DirectResponse, host, route, null, null);
        return new RouteDecision(RouteDecisionKind.Forward, host, route, Draw(route, random), null);
    }

    private static WeightedCluster Draw(RouteEntry route, IRandom random)
    {
        var destinations = route.Destinations;
        if (destinations.Length == 1)
            return destinations[0];
        var drawn = random.NextBits() % route.TotalWeight;
        foreach (var destination in destinations)
        {
            if (drawn < destination.Weight)
                return destination;
            drawn -= destination.Weight;
        }
        return destinations[^1];
    }
}
