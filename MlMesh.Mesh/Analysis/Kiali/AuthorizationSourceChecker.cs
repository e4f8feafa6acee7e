using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>The callers that AuthorizationPolicies name: do their namespaces and service accounts exist?</summary>
internal sealed class AuthorizationSourceChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.AuthorizationNamespaceNotFound, KialiCodes.AuthorizationServiceAccountNotFound];

    public void Analyze(AnalysisContext context)
    {
        var accounts = ServiceAccounts(context);
        foreach (var policy in context.Resources.All<AuthorizationPolicy>())
        {
            for (var i = 0; i < policy.Rules.Count; i++)
            {
                for (var j = 0; j < policy.Rules[i].From.Count; j++)
                {
                    if (policy.Rules[i].From[j].Source is not { } source)
                        continue;

                    CheckNamespaces(context, policy, source.Namespaces, i, j, "namespaces");
                    CheckNamespaces(context, policy, source.NotNamespaces, i, j, "notNamespaces");
                    CheckPrincipals(context, policy, source.Principals, i, j, "principals", accounts);
                    CheckPrincipals(context, policy, source.NotPrincipals, i, j, "notPrincipals", accounts);
                }
            }
        }
    }

    private static void CheckNamespaces(AnalysisContext context, AuthorizationPolicy policy, IReadOnlyList<string> names, int rule, int from, string field)
    {
        for (var k = 0; k < names.Count; k++)
        {
            var exists = StarPatterns.MatchesAny(names[k], context.Resources.All<KubernetesNamespace>().Select(ns => ns.Name), context.Resources.Namespace(names[k]) is not null);
            if (!exists && !context.Assumes.Namespace(names[k]))
            {
                context.ReportAt(KialiCodes.AuthorizationNamespaceNotFound, policy, FieldPath.Of("spec", "rules", rule, "from", from, "source", field, k),
                    $"Namespace not found for this rule: {names[k]}");
            }
        }
    }

    private static void CheckPrincipals(AnalysisContext context, AuthorizationPolicy policy, IReadOnlyList<string> principals, int rule, int from, string field, HashSet<string> accounts)
    {
        for (var k = 0; k < principals.Count; k++)
        {
            var exists = StarPatterns.MatchesAny(principals[k], accounts, accounts.Contains(principals[k]));
            if (!exists && !context.Assumes.ServiceAccounts(Namespace(principals[k])))
            {
                context.ReportAt(KialiCodes.AuthorizationServiceAccountNotFound, policy, FieldPath.Of("spec", "rules", rule, "from", from, "source", field, k),
                    $"Service Account not found for this principal: {principals[k]}");
            }
        }
    }

    /// <summary>The namespace that a principal names; empty when it names none.</summary>
    private static string Namespace(string principal)
    {
        var parts = principal.Split('/');
        var index = Array.IndexOf(parts, "ns");
        return index >= 0 && index + 1 < parts.Length ? parts[index + 1] : "";
    }

    /// <summary>The principals of all service accounts that there are, or that workloads have.</summary>
    private static HashSet<string> ServiceAccounts(AnalysisContext context)
    {
        var accounts = context.Resources.All<ServiceAccountResource>().Select(account => (account.Namespace, account.Name))
            .Concat(context.Workloads.All.Select(workload => (workload.Namespace, Name: workload.ServiceAccount)))
            .Concat(context.Resources.All<ApiGateway>().SelectMany(gateway => gateway.ServiceAccounts, (gateway, name) => (gateway.Namespace, Name: name)));
        return
        [
            .. accounts.SelectMany(account => context.Mesh.TrustDomainAliases.Prepend(context.Mesh.TrustDomain), (account, domain) => $"{domain}/ns/{account.Namespace}/sa/{account.Name}"),
        ];
    }
}
