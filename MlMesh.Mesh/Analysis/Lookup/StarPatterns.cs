namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Values of AuthorizationPolicies, in which a star may stand at the beginning or the end.</summary>
internal static class StarPatterns
{
    /// <summary>Whether a value means one of the candidates.</summary>
    /// <param name="pattern">The value.</param>
    /// <param name="candidates">The candidates, looked at only for a star.</param>
    /// <param name="isCandidate">Whether the value is one of them as it stands.</param>
    public static bool MatchesAny(string pattern, IEnumerable<string> candidates, bool isCandidate)
    {
        if (isCandidate || pattern == "*")
            return true;
        if (pattern.StartsWith('*'))
            return candidates.Any(candidate => candidate.EndsWith(pattern[1..], StringComparison.Ordinal));
        return pattern.EndsWith('*') && candidates.Any(candidate => candidate.StartsWith(pattern[..^1], StringComparison.Ordinal));
    }
}
