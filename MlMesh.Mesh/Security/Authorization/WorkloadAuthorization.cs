using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>
/// The AuthorizationPolicies that govern one workload, compiled. Immutable; deciding allocates nothing. Order as in Envoy's filters: CUSTOM first (by the
/// caller of <see cref="AsksProvider"/>), then DENY, then ALLOW.
/// </summary>
public sealed class WorkloadAuthorization
{
    private readonly ImmutableArray<CompiledRule> _deny;
    private readonly ImmutableArray<CompiledRule> _allow;
    private readonly ImmutableArray<CompiledRule> _audit;
    private readonly ImmutableArray<CompiledRule> _custom;
    private readonly bool _deniesByDefault;
    private readonly WorkloadAuthorization? _tried;

    private WorkloadAuthorization(IReadOnlyList<AuthorizationPolicy> policies, WorkloadAuthorization? tried, TrustDomains trustDomains, bool forTcp)
    {
        _tried = tried;
        _deny = Compile(policies, AuthorizationAction.Deny, trustDomains, forTcp);
        _allow = Compile(policies, AuthorizationAction.Allow, trustDomains, forTcp);
        _audit = Compile(policies, AuthorizationAction.Audit, trustDomains, forTcp);
        _custom = Compile(policies, AuthorizationAction.Custom, trustDomains, forTcp);
        _deniesByDefault = policies.Any(p => p.Action == AuthorizationAction.Allow);
        UsesSourceIp = tried is { UsesSourceIp: true } || Uses(policies, source => source.IpBlocks.Count + source.NotIpBlocks.Count > 0, "source.ip");
        UsesRemoteIp = tried is { UsesRemoteIp: true } || Uses(policies, source => source.RemoteIpBlocks.Count + source.NotRemoteIpBlocks.Count > 0, "remote.ip");
        Providers = [.. policies.Where(p => p.Action == AuthorizationAction.Custom).Select(p => p.Provider?.Name ?? "").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The external authorizers that CUSTOM policies name; a workload may have one, several refuse what their rules match.</summary>
    public ImmutableArray<string> Providers { get; }

    /// <summary>Whether any rule asks for <see cref="AuthorizationRequest.SourceIp"/>; otherwise it may stay unread.</summary>
    public bool UsesSourceIp { get; }

    /// <summary>Whether any rule asks for <see cref="AuthorizationRequest.RemoteIp"/>; otherwise it may stay unread.</summary>
    public bool UsesRemoteIp { get; }

    /// <summary>Whether no policy governs the workload at all.</summary>
    public bool IsEmpty => !_deniesByDefault && _deny.IsEmpty && _audit.IsEmpty && _custom.IsEmpty && _tried is null;

    /// <summary>Compiles the policies that govern a workload, for its ports that speak HTTP.</summary>
    /// <param name="resources">The admitted resources.</param>
    /// <param name="workload">The workload that receives.</param>
    public static WorkloadAuthorization For(MeshResources resources, Workload workload) => Compile(resources, workload, forTcp: false);

    /// <summary>
    /// Compiles the policies that govern a workload, for its ports that speak anything but HTTP, where each connection is decided about once. A rule of an ALLOW policy
    /// that states an HTTP field (hosts, methods, paths, requestPrincipals, <c>request.…</c>) allows nothing there; in DENY and AUDIT policies such fields do not count,
    /// so that the rule matches more.
    /// </summary>
    /// <param name="resources">The admitted resources.</param>
    /// <param name="workload">The workload that receives.</param>
    public static WorkloadAuthorization ForTcp(MeshResources resources, Workload workload) => Compile(resources, workload, forTcp: true);

    private static WorkloadAuthorization Compile(MeshResources resources, Workload workload, bool forTcp)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(workload);
        var trustDomains = new TrustDomains(resources.Mesh);
        var governing = resources.AuthorizationPolicies.Where(p => PolicyScope.Governs(p, workload, resources.Mesh.RootNamespace)).ToLookup(DryRun.Is);
        var tried = governing[true].Where(p => p.Action is AuthorizationAction.Allow or AuthorizationAction.Deny).ToList();
        return new WorkloadAuthorization([.. governing[false]], tried.Count == 0 ? null : new WorkloadAuthorization(tried, null, trustDomains, forTcp), trustDomains, forTcp);
    }

    /// <summary>Decides by the DENY and ALLOW policies.</summary>
    /// <param name="request">The request at the workload.</param>
    public AuthorizationVerdict Authorize(in AuthorizationRequest request)
    {
        if (First(_deny, request) is { } denying)
            return new AuthorizationVerdict(false, denying);
        if (!_deniesByDefault)
            return new AuthorizationVerdict(true, null);
        var allowing = First(_allow, request);
        return new AuthorizationVerdict(allowing is not null, allowing);
    }

    /// <summary>What the policies under trial would have decided; none without any. A request that <see cref="Authorize"/> denies never meets ALLOW policies.</summary>
    /// <param name="request">The request at the workload.</param>
    public AuthorizationTrial? Try(in AuthorizationRequest request)
    {
        if (_tried is not { } tried)
            return null;
        AuthorizationVerdict? deny = null;
        if (!tried._deny.IsEmpty)
            deny = First(tried._deny, request) is { } denying ? new AuthorizationVerdict(false, denying) : new AuthorizationVerdict(true, null);
        if (!tried._deniesByDefault || First(_deny, request) is not null)
            return new AuthorizationTrial(deny, null);
        var allowing = First(tried._allow, request);
        return new AuthorizationTrial(deny, new AuthorizationVerdict(allowing is not null, allowing));
    }

    /// <summary>The CUSTOM rule by which the external authorizer must be asked about a request; none when it need not be.</summary>
    /// <param name="request">The request at the workload.</param>
    public string? AsksProvider(in AuthorizationRequest request) => First(_custom, request);

    /// <summary>The AUDIT rule that a request matches; it decides nothing.</summary>
    /// <param name="request">The request at the workload.</param>
    public string? Audits(in AuthorizationRequest request) => First(_audit, request);

    private static string? First(ImmutableArray<CompiledRule> rules, in AuthorizationRequest request)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(request))
                return rule.Name;
        }
        return null;
    }

    // Envoy keeps rules in a sorted map, so the first one that matches is the first by name: rule[10] comes before rule[2].
    private static ImmutableArray<CompiledRule> Compile(IReadOnlyList<AuthorizationPolicy> policies, AuthorizationAction action, TrustDomains trustDomains, bool forTcp) =>
    [
        .. policies.Where(p => p.Action == action)
            .SelectMany(p => p.Rules.Select((rule, i) => (Policy: p, Index: i, Rule: forTcp ? HttpOnlyFields.ForTcp(rule, action) : rule)))
            .Where(r => r.Rule is not null)
            .Select(r => new CompiledRule($"{Prefix(r.Policy)}ns[{r.Policy.Namespace}]-policy[{r.Policy.Name}]-rule[{r.Index}]", r.Rule!, r.Policy.Namespace, trustDomains))
            .OrderBy(r => r.Name, StringComparer.Ordinal),
    ];

    // By this istiod tells the rules of external authorizers apart.
    private static string Prefix(AuthorizationPolicy policy) => policy.Action == AuthorizationAction.Custom ? $"istio-ext-authz-{policy.Provider?.Name}-" : "";

    private static bool Uses(IReadOnlyList<AuthorizationPolicy> policies, Func<Source, bool> asksFor, string key) =>
        policies.SelectMany(p => p.Rules).Any(rule => rule.From.Any(f => f.Source is { } source && asksFor(source)) || rule.When.Any(condition => condition.Key == key));
}
