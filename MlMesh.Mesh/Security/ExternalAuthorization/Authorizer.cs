using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Security.ExternalAuthorization;

/// <summary>An external authorizer that speaks HTTP, as an extension provider of MeshConfig describes it.</summary>
internal sealed class Authorizer
{
    private const int Forbidden = 403;
    private const string HeadersToRemove = "x-envoy-auth-headers-to-remove";

    /// <summary>Istio sets no real limit: ten minutes.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);

    private static readonly HeaderNameSet AlwaysAsked = new(["authorization"]);
    private static readonly HeaderNameSet AlwaysTold = new(["www-authenticate", "location"]);

    private readonly HeaderNameSet _asked;
    private readonly HeaderNameSet _toUpstream;
    private readonly HeaderNameSet _onDeny;
    private readonly HeaderNameSet _onAllow;

    private Authorizer(EnvoyExtAuthzHttp provider, string cluster, int statusOnError)
    {
        Cluster = cluster;
        StatusOnError = statusOnError;
        PathPrefix = provider.PathPrefix;
        Timeout = provider.Timeout ?? DefaultTimeout;
        FailOpen = provider.FailOpen;
        ClearsRoute = provider.ClearRouteCache;
        Body = provider.IncludeRequestBodyInCheck;
        Added = [.. provider.IncludeAdditionalHeadersInCheck.OrderBy(header => header.Key, StringComparer.Ordinal)];
        _asked = new HeaderNameSet(provider.IncludeRequestHeadersInCheck.Count > 0 ? provider.IncludeRequestHeadersInCheck : provider.IncludeHeadersInCheck);
        _toUpstream = new HeaderNameSet(provider.HeadersToUpstreamOnAllow);
        _onDeny = new HeaderNameSet(provider.HeadersToDownstreamOnDeny);
        _onAllow = new HeaderNameSet(provider.HeadersToDownstreamOnAllow);
    }

    /// <summary>Envoy's name of its cluster.</summary>
    public string Cluster { get; }

    /// <summary>What the path of a check begins with.</summary>
    public string PathPrefix { get; }

    /// <summary>Time for its answer.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether its failure lets requests pass.</summary>
    public bool FailOpen { get; }

    /// <summary>Status when it fails otherwise.</summary>
    public int StatusOnError { get; }

    /// <summary>Whether headers that it adds have the request routed anew.</summary>
    public bool ClearsRoute { get; }

    /// <summary>How much of the body it gets; none without.</summary>
    public ExtAuthzRequestBody? Body { get; }

    /// <summary>Headers that every check has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Added { get; }

    /// <summary>Finds the authorizer of a workload.</summary>
    /// <param name="names">The providers that the workload's CUSTOM policies name.</param>
    /// <param name="policy">The policy in force.</param>
    /// <returns>None when istiod could configure none, so that what it would be asked about is refused: an unknown or faulty provider, an unknown service, several providers, or one that speaks gRPC.</returns>
    public static Authorizer? Find(IReadOnlyList<string> names, MeshPolicy policy)
    {
        if (names.Count != 1 || policy.Resources.Mesh.ExtensionProviders.FirstOrDefault(provider => provider.Name == names[0])?.EnvoyExtAuthzHttp is not { } found)
            return null;
        if (found.Port is 0 or > ushort.MaxValue || (found.PathPrefix.Length > 0 && !found.PathPrefix.StartsWith('/')))
            return null;
        var status = Forbidden;
        if (found.StatusOnError.Length > 0 && !(int.TryParse(found.StatusOnError, NumberStyles.None, CultureInfo.InvariantCulture, out status) && HttpStatusCodes.IsKnown(status)))
            return null;
        return Host(found.Service, policy) is { } host ? new Authorizer(found, ClusterNames.Outbound((int)found.Port, "", host), status) : null;
    }

    /// <summary>Whether a check has a header of the request.</summary>
    public bool Asks(string header) => AlwaysAsked.Contains(header) || _asked.Contains(header);

    /// <summary>Whether the application gets a header of the authorizer's answer.</summary>
    public bool PassesOn(string header) => _toUpstream.Contains(header);

    /// <summary>Whether the caller of an allowed request gets a header of the authorizer's answer.</summary>
    public bool TellsAllowed(string header) => _onAllow.Contains(header);

    /// <summary>Whether the caller of a denied request gets a header of the authorizer's answer: all of them unless some are listed.</summary>
    public bool TellsDenied(string header) => _onDeny.IsEmpty ? header != "host" : _onDeny.Contains(header) || AlwaysTold.Contains(header);

    /// <summary>The names in the header by which an authorizer has request headers removed; none for another header.</summary>
    public static IEnumerable<string> Removed(string header, string value) => header == HeadersToRemove
        ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => !name.StartsWith(':') && !name.Equals("host", StringComparison.OrdinalIgnoreCase))
        : [];

    /// <summary>The host of a provider's service, which is stated as [namespace/]host, and the host in full; none when there is no such service.</summary>
    public static string? Host(string service, MeshPolicy policy)
    {
        var slash = service.IndexOf('/', StringComparison.Ordinal);
        var host = service[(slash + 1)..];
        return policy.Registry.ByHost(host).Any(known => slash < 0 || known.Namespace == service[..slash]) ? host : null;
    }
}
