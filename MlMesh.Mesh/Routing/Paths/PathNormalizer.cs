namespace MlMesh.Mesh.Routing.Paths;

/// <summary>Normalizes request targets as Envoy does under Istio. Only the path changes, never the query.</summary>
public static class PathNormalizer
{
    /// <summary>Normalizes a target in origin form. Allocates only when something changes.</summary>
    /// <param name="target">Path and query as sent.</param>
    /// <param name="mode">What to do.</param>
    /// <param name="path">The path and query to route and to forward.</param>
    /// <returns>False when the path cannot be normalized (<c>%00</c>): the answer is 400, <c>path_normalization_failed</c>.</returns>
    public static bool TryNormalize(string target, PathNormalizationMode mode, out string path)
    {
        ArgumentNullException.ThrowIfNull(target);
        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        path = fragment < 0 ? target : target[..fragment];
        if (mode == PathNormalizationMode.None || !path.StartsWith('/'))
            return true;
        var question = path.IndexOf('?', StringComparison.Ordinal);
        var length = question < 0 ? path.Length : question;
        if (IsNormal(path.AsSpan(0, length), mode))
            return true;
        var component = path[..length];
        if (mode == PathNormalizationMode.DecodeAndMergeSlashes)
            component = DecodeSlashes(component);
        if (PathCanonicalizer.Canonicalize(component) is not { } canonical)
            return false;
        if (mode != PathNormalizationMode.Base)
            canonical = MergeSlashes(canonical);
        path = string.Concat(canonical, path.AsSpan(length));
        return true;
    }

    private static bool IsNormal(ReadOnlySpan<char> path, PathNormalizationMode mode)
    {
        if (path.ContainsAnyExcept(PathCanonicalizer.Unchanged))
            return false;
        if (path.Contains("/.", StringComparison.Ordinal))
            return false;
        return mode == PathNormalizationMode.Base || !path.Contains("//", StringComparison.Ordinal);
    }

    private static string DecodeSlashes(string path) => path
        .Replace("%2f", "/", StringComparison.OrdinalIgnoreCase)
        .Replace("%5c", "\\", StringComparison.OrdinalIgnoreCase);

    private static string MergeSlashes(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
            return path;
        // A path of slashes alone keeps two: Envoy puts its first and its last one around nothing.
        return $"/{string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries))}{(path.EndsWith('/') ? "/" : "")}";
    }
}
