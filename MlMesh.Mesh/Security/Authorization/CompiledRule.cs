using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Authorization.Conditions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>A rule: one of its sources, one of its operations and all of its conditions must hold.</summary>
internal sealed class CompiledRule
{
    private readonly AuthorizationCondition _condition;

    internal CompiledRule(string name, AuthorizationRule rule, string policyNamespace, TrustDomains trustDomains)
    {
        Name = name;
        var sources = new SourceCompiler(policyNamespace, trustDomains);
        var conditions = rule.When.SelectMany(c => new WhenCompiler(sources).Compile(c)).ToList();
        if (rule.From.Count > 0)
            conditions.Add(AnyOf.Of(rule.From.Select(f => sources.Compile(f.Source ?? new Source()))));
        if (rule.To.Count > 0)
            conditions.Add(AnyOf.Of(rule.To.Select(t => OperationCompiler.Compile(t.Operation ?? new Operation()))));
        _condition = AllOf.Of(conditions);
    }

    /// <summary><c>ns[namespace]-policy[name]-rule[index]</c>.</summary>
    internal string Name { get; }

    internal bool Matches(in AuthorizationRequest request) => _condition.Matches(request);
}
