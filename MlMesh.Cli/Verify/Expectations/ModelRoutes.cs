using System.Text.RegularExpressions;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Expectations;

/// <summary>What the cluster's VirtualService and DestinationRule say about requests for the model.</summary>
internal sealed class ModelRoutes(VirtualService service, DestinationRule? rule)
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    /// <summary>Name of the VirtualService.</summary>
    public string Name => service.Name;

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<HttpRoute> Routes => service.Http;

    /// <summary>The DestinationRule of the model; null without.</summary>
    public DestinationRule? Rule => rule;

    /// <summary>The model's versions, as the DestinationRule's subsets name them.</summary>
    public IReadOnlyList<string> Versions => [.. (rule?.Subsets ?? []).Select(subset => subset.Labels.GetValueOrDefault("version", subset.Name)).Distinct()];

    /// <summary>Finds them among a namespace's resources.</summary>
    /// <exception cref="CheckFailedException">There is no VirtualService.</exception>
    public static ModelRoutes Of(IReadOnlyList<MeshResource> resources, string ns)
    {
        var service = resources.OfType<VirtualService>().FirstOrDefault(candidate =>
            candidate.Hosts.Any(host => IsModel(host, ns)) && (candidate.Gateways.Count == 0 || candidate.Gateways.Contains("mesh")));
        return service is null
            ? throw new CheckFailedException($"a VirtualService for the host {Deployment.Model}, bound to the mesh", "none", $"kubectl get virtualservices -n {ns}; istioctl analyze -n {ns}")
            : new ModelRoutes(service, resources.OfType<DestinationRule>().FirstOrDefault(candidate => IsModel(candidate.Host, ns)));
    }

    /// <summary>The rule for a request with a path (without query) and headers; null when none matches.</summary>
    public HttpRoute? Find(string path, IReadOnlyDictionary<string, string> headers) =>
        service.Http.FirstOrDefault(route => route.Match.Count == 0 || route.Match.Any(match => Matches(match, path, headers)));

    /// <summary>The rule for a prediction without headers that steer.</summary>
    /// <exception cref="CheckFailedException">There is none.</exception>
    public HttpRoute Predict() => Find(Deployment.PredictPath, new Dictionary<string, string>())
        ?? throw new CheckFailedException($"a rule for {Deployment.PredictPath} in the VirtualService {Name}", "none", $"kubectl get virtualservice {Name} -o yaml");

    /// <summary>The version that a destination leads to; empty when it names no subset.</summary>
    public string VersionOf(Destination? destination) =>
        destination is not { Subset.Length: > 0 } ? "" : rule?.Subsets.FirstOrDefault(subset => subset.Name == destination.Subset)?.Labels.GetValueOrDefault("version") ?? destination.Subset;

    /// <summary>What each version gets of a rule's requests.</summary>
    public IReadOnlyList<VersionShare> Shares(HttpRoute route)
    {
        // A single destination needs no weight.
        var total = route.Route.Count == 1 ? 1 : route.Route.Sum(destination => destination.Weight);
        return [.. route.Route
            .GroupBy(destination => VersionOf(destination.Destination), destination => route.Route.Count == 1 ? 1 : destination.Weight)
            .Select(group => new VersionShare(group.Key, total == 0 ? 0 : (double)group.Sum() / total))];
    }

    private static bool IsModel(string host, string ns) => host == Deployment.Model || host == $"{Deployment.Model}.{ns}" || host == $"{Deployment.Model}.{ns}.svc" || host == Deployment.ModelHost(ns);

    private static bool Matches(HttpMatchRequest match, string path, IReadOnlyDictionary<string, string> headers) =>
        (match.Uri is null || Matches(match.Uri, path))
        && match.QueryParams.Count == 0
        && match.Headers.All(header => headers.TryGetValue(header.Key.ToLowerInvariant(), out var value) && Matches(header.Value, value))
        && !match.WithoutHeaders.Any(header => headers.TryGetValue(header.Key.ToLowerInvariant(), out var value) && Matches(header.Value, value));

    private static bool Matches(StringMatch match, string value) =>
        match.Exact is { } exact ? value == exact
        : match.Prefix is { } prefix ? value.StartsWith(prefix, StringComparison.Ordinal)
        // Envoy's expressions are RE2's, match the whole value, and mean the same here as far as policies use them.
        : match.Regex is not { } regex || Regex.IsMatch(value, $"^(?:{regex})$", RegexOptions.CultureInvariant, MatchTime);
}
