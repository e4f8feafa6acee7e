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

/// <summary>Asks the filters of one workload that decide by themselves, tokens first, and names the policy that decided.</summary>
internal sealed class WorkloadGate(Workload workload, MeshResources resources, FilterServices services)
{
    private readonly WorkloadAuthorization _policies = WorkloadAuthorization.For(resources, workload);
    private readonly ImmutableArray<TokenRule> _tokenRules = [.. RequestAuthentications.For(resources, workload).Select(rule => new TokenRule(rule, services))];
    private readonly Lazy<WorkloadAuthorization> _forTcp = new(() => WorkloadAuthorization.ForTcp(resources, workload));
    private readonly string _limited = LimitsOf(ProxyPatches.For(resources, workload));
    private readonly ConcurrentDictionary<(int Port, bool IsTcp), AuthorizationView> _views = new();

    /// <summary>What they say to a request, or to a connection to a port that speaks no HTTP.</summary>
    public AuthorizationAnswer Ask(Exchange exchange, int port, bool isTcp = false)
    {
        if (!isTcp && !_tokenRules.IsEmpty && VerifyToken(exchange) is { } refused)
            return new AuthorizationAnswer(false, null, null, null, $"the token is refused with {refused.Status}: {exchange.Details}") { Status = refused.Status };
        var policies = isTcp ? _forTcp.Value : _policies;
        var seen = _views.GetOrAdd((port, isTcp), static (key, self) => new AuthorizationView(key.IsTcp ? self._forTcp.Value : self._policies, self.Workload, key.Port), this).Of(exchange);
        var asked = policies.AsksProvider(seen) is { } custom ? $"; rule {custom} asks the external authorizer {string.Join(", ", policies.Providers)}, whose answer is not known here" : "";
        if (!isTcp)
            asked += _limited;
        var verdict = policies.Authorize(seen);
        if (verdict.Rule is not { } rule)
        {
            return new AuthorizationAnswer(verdict.Allowed, null, null, null, (verdict.Allowed
                ? policies.IsEmpty ? "no AuthorizationPolicy governs the workload" : "no DENY policy matches, and there is no ALLOW policy"
                : "ALLOW policies govern the workload, and no rule of theirs matches") + asked);
        }

        var (id, index) = Parse(rule);
        var policy = resources.AuthorizationPolicies.FirstOrDefault(candidate => candidate.Id == id);
        return new AuthorizationAnswer(verdict.Allowed, id, index, policy?.Location, $"{(verdict.Allowed ? "allowed" : "denied")} by rule {index} of {id}{asked}");
    }

    private Workload Workload => workload;

    private static string LimitsOf(ProxyPatches patches)
    {
        var filters = patches.Filters.Select(patch => patch.Filter.Id).Distinct().ToArray();
        return filters.Length == 0 ? "" : $"; {string.Join(", ", filters)} limits rates, and whether a limit is used up is not known here";
    }

    // Keys that a policy states are at hand; a connection for remote ones is refused at once, so nothing is waited for.
    private MeshResponse? VerifyToken(Exchange exchange) => new JwtFilter(_tokenRules).ApplyAsync(exchange, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    // Envoy's name of a rule: ns[namespace]-policy[name]-rule[index].
    private static (ResourceId Id, int Rule) Parse(string rule)
    {
        const string Policy = "]-policy[";
        const string Rule = "]-rule[";
        var policy = rule.IndexOf(Policy, StringComparison.Ordinal);
        var index = rule.LastIndexOf(Rule, StringComparison.Ordinal);
        var id = new ResourceId("AuthorizationPolicy", rule["ns[".Length..policy], rule[(policy + Policy.Length)..index]);
        return (id, int.Parse(rule.AsSpan(index + Rule.Length).TrimEnd(']'), CultureInfo.InvariantCulture));
    }
}
