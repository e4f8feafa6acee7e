using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.VirtualServices;

/// <summary>Decides whether a delegate's match block lies inside its root's, as istiod's merging of delegates judges it.</summary>
internal static class MatchConflicts
{
    public static bool Conflict(HttpMatchRequest root, HttpMatchRequest leaf) =>
        Conflict(root.Uri, leaf.Uri) || Conflict(root.Scheme, leaf.Scheme) || Conflict(root.Method, leaf.Method) || Conflict(root.Authority, leaf.Authority)
        || Conflict(root.Headers, leaf.Headers) || Conflict(root.WithoutHeaders, leaf.WithoutHeaders) || Conflict(root.QueryParams, leaf.QueryParams)
        || root.IgnoreUriCase != leaf.IgnoreUriCase
        || (root.Port > 0 && leaf.Port > 0 && root.Port != leaf.Port)
        || (root.SourceNamespace.Length > 0 && leaf.SourceNamespace != root.SourceNamespace)
        || leaf.SourceLabels.Any(label => root.SourceLabels.TryGetValue(label.Key, out var value) && value != label.Value)
        || (root.Gateways.Count > 0 && leaf.Gateways.Count > 0 && leaf.Gateways.Except(root.Gateways).Any());

    private static bool Conflict(IReadOnlyDictionary<string, StringMatch> root, IReadOnlyDictionary<string, StringMatch> leaf)
    {
        foreach (var (name, match) in leaf)
        {
            if (root.TryGetValue(name, out var other) && Conflict(other, match))
                return true;
        }
        return false;
    }

    private static bool Conflict(StringMatch? root, StringMatch? leaf)
    {
        if (root is null || leaf is null)
            return false;
        if (!string.IsNullOrEmpty(root.Exact))
            return leaf.Exact != root.Exact;
        // What remains (a regular expression or presence on either side) cannot be compared.
        if (string.IsNullOrEmpty(root.Prefix))
            return true;
        var value = string.IsNullOrEmpty(leaf.Prefix) ? leaf.Exact : leaf.Prefix;
        return string.IsNullOrEmpty(value) || !value.StartsWith(root.Prefix, StringComparison.Ordinal);
    }
}
