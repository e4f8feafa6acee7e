using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Authorization.Conditions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>A rule: one of its sources, one of its operations and all of its conditions must hold.</summary>
internal sealed class CompiledRule
{
    private readonly ImmutableArray<AuthorizationCondition> _from;
    private readonly ImmutableArray<AuthorizationCondition> _to;
    private readonly AuthorizationCondition _when;

    internal CompiledRule(string name, AuthorizationRule rule, string policyNamespace, TrustDomains trustDomains)
    {
        Name = name;
        var sources = new SourceCompiler(policyNamespace, trustDomains);
        _from = [.. rule.From.Select(f => sources.Compile(f.Source ?? new Source()))];
        _to = [.. rule.To.Select(t => OperationCompiler.Compile(t.Operation ?? new Operation()))];
        _when = new AllOf([.. rule.When.SelectMany(c => new WhenCompiler(sources).Compile(c))]);
    }

    /// <summary><c>ns[namespace]-policy[name]-rule[index]</c>.</summary>
    internal string Name { get; }

    internal bool Matches(in AuthorizationRequest request) =>
        (_from.IsEmpty || AnyOf.Matches(_from, request)) && (_to.IsEmpty || AnyOf.Matches(_to, request)) && _when.Matches(request);
}
