namespace MlMesh.LocalServices.Authorization;

/// <summary>Who may do what: rules in order, of which the first that matches decides. Where none does, the answer is no. Immutable.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Cases">What they must come to.</param>
internal sealed record DecisionTable(IReadOnlyList<DecisionRule> Rules, IReadOnlyList<DecisionCase> Cases)
{
    /// <summary>Decides about a request.</summary>
    /// <param name="role">The caller's role; empty for none.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query as they are on the wire.</param>
    public Decision Decide(string role, string method, string target)
    {
        var path = target.Split('?', 2)[0];
        // What another reader could take for a different path belongs to no rule.
        if (path.Contains('%') || path.Contains("//") || path.Contains('\\') || path.Split('/').Any(segment => segment is "." or ".."))
            return new Decision(false, null);
        return Rules.FirstOrDefault(rule => rule.Matches(role, method, path)) is { } rule ? new Decision(rule.Allow, rule.Name) : new Decision(false, null);
    }
}
