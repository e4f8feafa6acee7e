using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>The fields of a rule that only an HTTP request has, and what becomes of a rule that states them for a TCP port.</summary>
internal static class HttpOnlyFields
{
    private const string RequestAttributes = "request.";

    /// <summary>
    /// A rule as istiod configures it for TCP. In an ALLOW policy a rule with any such field is left out, so that it allows nothing; in every other policy the fields
    /// alone are left out, so that it matches more.
    /// </summary>
    /// <returns>None when the rule is left out.</returns>
    internal static AuthorizationRule? ForTcp(AuthorizationRule rule, AuthorizationAction action)
    {
        if (action == AuthorizationAction.Allow)
            return AreIn(rule) ? null : rule;
        return rule with
        {
            From = [.. rule.From.Select(f => f with { Source = f.Source is { } source ? Without(source) : null })],
            To = [.. rule.To.Select(t => t with { Operation = t.Operation is { } operation ? Without(operation) : null })],
            When = [.. rule.When.Where(condition => !IsHttpOnly(condition))],
        };
    }

    private static bool AreIn(AuthorizationRule rule) =>
        rule.From.Any(f => f.Source is { } source && (source.RequestPrincipals.Count > 0 || source.NotRequestPrincipals.Count > 0))
        || rule.To.Any(t => t.Operation is { } operation
            && (operation.Hosts.Count + operation.NotHosts.Count + operation.Methods.Count + operation.NotMethods.Count + operation.Paths.Count + operation.NotPaths.Count) > 0)
        || rule.When.Any(IsHttpOnly);

    private static bool IsHttpOnly(Condition condition) => condition.Key.StartsWith(RequestAttributes, StringComparison.Ordinal);

    private static Source Without(Source source) => source with { RequestPrincipals = [], NotRequestPrincipals = [] };

    private static Operation Without(Operation operation) =>
        operation with { Hosts = [], NotHosts = [], Methods = [], NotMethods = [], Paths = [], NotPaths = [] };
}
