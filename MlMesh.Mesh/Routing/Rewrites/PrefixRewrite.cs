namespace MlMesh.Mesh.Routing.Rewrites;

/// <summary><c>rewrite.uri</c>: replaces the part of the path that matched, literally; the whole path when it matched as a whole.</summary>
/// <param name="replacement">What stands there instead.</param>
/// <param name="matchedLength">Length of the matched prefix; none when the whole path matched.</param>
internal sealed class PrefixRewrite(string replacement, int? matchedLength) : PathRewrite
{
    public override string Apply(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var whole = query < 0 ? path.Length : query;
        return string.Concat(replacement, path.AsSpan(Math.Min(matchedLength ?? whole, whole)));
    }

    public override string ToString() => $"{(matchedLength is null ? "path" : "prefix")} → {replacement}";
}
