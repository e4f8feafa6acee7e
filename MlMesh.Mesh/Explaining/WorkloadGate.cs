using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Security.EnvoyFilters;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Filters;
using MlMesh.Mesh.Sidecar.Filters.Tokens;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining;

/// <summary>Asks the filters of one workload that decide by themselves, in their order, and names the policy that decided.</summary>
internal sealed class WorkloadGate(Workload workload, MeshResources resources, FilterServices services, ProviderCheck providers)
{
    private readonly WorkloadAuthorization _policies = WorkloadAuthorization.For(resources, workload);
    private readonly ImmutableArray<TokenRule> _tokenRules = [.. RequestAuthentications.For(resources, workload).Select(rule => new TokenRule(rule, services))];
    private readonly Lazy<WorkloadAuthorization> _forTcp = new(() => WorkloadAuthorization.ForTcp(resources, workload));
    private readonly string _limited = LimitsOf(ProxyPatches.For(resources, workload));
    private readonly ConcurrentDictionary<(int Port, bool IsTcp), AuthorizationView> _views = new();

    /// <summary>What they say to a request, or to a connection to a port that speaks no HTTP.</summary>
    public AuthorizationAnswer Ask(Exchange exchange, int port, bool isTcp = false)
    {
        var policies = isTcp ? _forTcp.Value : _policies;
        var view = _views.GetOrAdd((port, isTcp), static (key, self) => new AuthorizationView(key.IsTcp ? self._forTcp.Value : self._policies, self.Workload, key.Port), this);
        // CUSTOM policies come before the tokens, and see none.
        var custom = policies.AsksProvider(view.Of(exchange));
        if (!isTcp && custom is not null && providers.Problem(policies.Providers) is { } problem)
            return ByRule(false, custom, $"; {problem}");
        if (!isTcp && !_tokenRules.IsEmpty && VerifyToken(exchange) is { } refused)
            return new AuthorizationAnswer(false, null, null, null, $"the token is refused with {refused.Status}: {exchange.Details}") { Status = refused.Status };
        var asked = custom is not null ? $"; rule {custom} asks the external authorizer {string.Join(", ", policies.Providers)}, whose answer is not known here" : "";
        if (!isTcp)
            asked += _limited;
        var verdict = policies.Authorize(view.Of(exchange));
        if (verdict.Rule is not { } rule)
        {
            return new AuthorizationAnswer(verdict.Allowed, null, null, null, (verdict.Allowed
                ? policies.IsEmpty ? "no AuthorizationPolicy governs the workload" : "no DENY policy matches, and there is no ALLOW policy"
                : "ALLOW policies govern the workload, and no rule of theirs matches") + asked);
        }

        return ByRule(verdict.Allowed, rule, asked);
    }

    private Workload Workload => workload;

    private AuthorizationAnswer ByRule(bool allowed, string rule, string more)
    {
        var (id, index) = Parse(rule);
        var policy = resources.AuthorizationPolicies.FirstOrDefault(candidate => candidate.Id == id);
        return new AuthorizationAnswer(allowed, id, index, policy?.Location, $"{(allowed ? "allowed" : "denied")} by rule {index} of {id}{more}");
    }

    private static string LimitsOf(ProxyPatches patches)
    {
        var filters = patches.Filters.Select(patch => patch.Filter.Id).Distinct().ToArray();
        return filters.Length == 0 ? "" : $"; {string.Join(", ", filters)} limits rates, and whether a limit is used up is not known here";
    }

    // Keys that a policy states are at hand; a connection for remote ones is refused at once, so nothing is waited for.
    private MeshResponse? VerifyToken(Exchange exchange) => new JwtFilter(_tokenRules).ApplyAsync(exchange, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    // Envoy's name of a rule: ns[namespace]-policy[name]-rule[index], after istio-ext-authz-provider- for CUSTOM policies.
    private static (ResourceId Id, int Rule) Parse(string rule)
    {
        const string Namespace = "ns[";
        const string Policy = "]-policy[";
        const string Rule = "]-rule[";
        var policy = rule.IndexOf(Policy, StringComparison.Ordinal);
        var index = rule.LastIndexOf(Rule, StringComparison.Ordinal);
        var start = rule.LastIndexOf(Namespace, policy, StringComparison.Ordinal) + Namespace.Length;
        var id = new ResourceId("AuthorizationPolicy", rule[start..policy], rule[(policy + Policy.Length)..index]);
        return (id, int.Parse(rule.AsSpan(index + Rule.Length).TrimEnd(']'), CultureInfo.InvariantCulture));
    }
}
