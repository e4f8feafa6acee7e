using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>AuthorizationPolicies: do they select pods of the mesh, and do the namespaces that they name exist?</summary>
internal sealed class AuthorizationPolicyAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.NoMatchingWorkloadsFound, IstioCodes.ReferencedResourceNotFound];

    public void Analyze(AnalysisContext context)
    {
        var pods = new LabelIndex<Pod>([.. context.Pods.All.Where(context.Membership.Has)], pod => pod.Namespace, pod => pod.Labels);
        foreach (var policy in context.Resources.All<AuthorizationPolicy>())
        {
            CheckWorkloads(context, policy, pods);
            CheckNamespaces(context, policy);
        }
    }

    private static void CheckWorkloads(AnalysisContext context, AuthorizationPolicy policy, LabelIndex<Pod> pods)
    {
        var selector = policy.Selector?.MatchLabels;
        var isMeshWide = policy.Namespace == context.Mesh.RootNamespace;
        var selectsNothing = (selector, isMeshWide) switch
        {
            (null, true) => false,
            (null, false) => pods.In(policy.Namespace).Count == 0,
            (_, true) => !pods.Selected(selector).Any(),
            (_, false) => !pods.Selected(policy.Namespace, selector).Any(),
        };
        if (selectsNothing && !context.Assumes.Pods(policy.Namespace))
            context.Report(IstioCodes.NoMatchingWorkloadsFound, policy, $"No matching workloads for this resource with the following labels: {(selector is null ? "" : Selectors.Text(selector))}");
    }

    private static void CheckNamespaces(AnalysisContext context, AuthorizationPolicy policy)
    {
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            for (var j = 0; j < policy.Rules[i].From.Count; j++)
            {
                if (policy.Rules[i].From[j].Source is not { } source)
                    continue;

                // Istio looks up the line of an excluded namespace among the included ones.
                foreach (var names in new[] { source.Namespaces, source.NotNamespaces })
                {
                    for (var k = 0; k < names.Count; k++)
                    {
                        if (!Exists(names[k], context) && !context.Assumes.Namespace(names[k]))
                        {
                            context.Report(IstioCodes.ReferencedResourceNotFound, policy, FieldPath.Of("spec", "rules", i, "from", j, "source", "namespaces", k),
                                $"Referenced namespace not found: \"{names[k]}\"");
                        }
                    }
                }
            }
        }
    }

    private static bool Exists(string name, AnalysisContext context)
    {
        var namespaces = context.Resources.All<KubernetesNamespace>();
        if (namespaces.Count == 0)
            return false;
        if (name == "*" || context.Resources.Namespace(name) is not null)
            return true;
        if (name.StartsWith('*'))
            return namespaces.Any(ns => ns.Name.EndsWith(name[1..], StringComparison.Ordinal));
        return name.EndsWith('*')
            ? namespaces.Any(ns => ns.Name.StartsWith(name[..^1], StringComparison.Ordinal))
            : namespaces.Any(ns => string.Equals(ns.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
