using System.Collections.Concurrent;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Filters;

namespace MlMesh.Mesh.Explaining;

/// <summary>Asks the authorization filter of one workload, and names the policy that decided.</summary>
internal sealed class WorkloadAuthority(Workload workload, MeshResources resources)
{
    private readonly WorkloadAuthorization _policies = WorkloadAuthorization.For(resources, workload);
    private readonly ConcurrentDictionary<int, AuthorizationFilter> _filters = new();

    public AuthorizationAnswer Ask(Exchange exchange, int port)
    {
        var filter = _filters.GetOrAdd(port, static (port, self) => new AuthorizationFilter(self._policies, self.Workload, port), this);
        var verdict = filter.Decide(exchange);
        if (verdict.Rule is not { } rule)
        {
            return new AuthorizationAnswer(verdict.Allowed, null, null, null, verdict.Allowed
                ? _policies.IsEmpty ? "no AuthorizationPolicy governs the workload" : "no DENY policy matches, and there is no ALLOW policy"
                : "ALLOW policies govern the workload, and no rule of theirs matches");
        }

        var (id, index) = Parse(rule);
        var policy = resources.AuthorizationPolicies.FirstOrDefault(candidate => candidate.Id == id);
        return new AuthorizationAnswer(verdict.Allowed, id, index, policy?.Location, $"{(verdict.Allowed ? "allowed" : "denied")} by rule {index} of {id}");
    }

    private Workload Workload => workload;

    // Envoy's name of a rule: ns[namespace]-policy[name]-rule[index].
    private static (ResourceId Id, int Rule) Parse(string rule)
    {
        const string Policy = "]-policy[";
        const string Rule = "]-rule[";
        var policy = rule.IndexOf(Policy, StringComparison.Ordinal);
        var index = rule.LastIndexOf(Rule, StringComparison.Ordinal);
        var id = new ResourceId("AuthorizationPolicy", rule["ns[".Length..policy], rule[(policy + Policy.Length)..index]);
        return (id, int.Parse(rule.AsSpan(index + Rule.Length).TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture));
    }
}
