using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>AuthorizationPolicies that ask for the identity of callers of workloads that do not take mutual TLS.</summary>
internal sealed class AuthorizationIdentityChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.AuthorizationNeedsMutualTls];

    private static readonly string[] IdentityConditions = ["source.namespace", "source.principal", "source.serviceAccount", "connection.sni"];

    public void Analyze(AnalysisContext context)
    {
        var modes = new PeerModes(context);
        foreach (var policy in context.Resources.All<AuthorizationPolicy>().Where(policy => modes.TakesPlaintextOnly(policy)))
        {
            for (var i = 0; i < policy.Rules.Count; i++)
                Check(context, policy, policy.Rules[i], i);
        }
    }

    private static void Check(AnalysisContext context, AuthorizationPolicy policy, AuthorizationRule rule, int index)
    {
        for (var j = 0; j < rule.From.Count; j++)
        {
            if (rule.From[j].Source is not { } source)
                continue;

            foreach (var (field, values) in new[]
            {
                ("principals", source.Principals), ("notPrincipals", source.NotPrincipals), ("namespaces", source.Namespaces), ("notNamespaces", source.NotNamespaces),
                ("serviceAccounts", source.ServiceAccounts), ("notServiceAccounts", source.NotServiceAccounts),
            })
            {
                if (values.Count > 0)
                    Report(context, policy, FieldPath.Of("spec", "rules", index, "from", j, "source", field));
            }
        }

        for (var j = 0; j < rule.When.Count; j++)
        {
            if (IdentityConditions.Contains(rule.When[j].Key))
                Report(context, policy, FieldPath.Of("spec", "rules", index, "when", j));
        }
    }

    private static void Report(AnalysisContext context, AuthorizationPolicy policy, FieldPath path) =>
        context.ReportAt(KialiCodes.AuthorizationNeedsMutualTls, policy, path, "This field requires mTLS to be enabled");
}
