namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Refuses what a rule of the action CUSTOM may not use, as it is decided before identities and tokens are known.</summary>
internal static class CustomActionAdmission
{
    public static void Check(AuthorizationPolicy policy, AdmissionReport report)
    {
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            var field = $"spec.rules[{i}]";
            foreach (var source in policy.Rules[i].From.Select(from => from.Source).OfType<Source>())
            {
                Refuse(source.Namespaces, "From.Namespaces", field, report);
                Refuse(source.NotNamespaces, "From.NotNamespaces", field, report);
                Refuse(source.Principals, "From.Principals", field, report);
                Refuse(source.NotPrincipals, "From.NotPrincipals", field, report);
                Refuse(source.RequestPrincipals, "From.RequestPrincipals", field, report);
                Refuse(source.NotRequestPrincipals, "From.NotRequestPrincipals", field, report);
                Refuse(source.ServiceAccounts, "From.ServiceAccounts", field, report);
                Refuse(source.NotServiceAccounts, "From.NotServiceAccounts", field, report);
            }

            foreach (var key in policy.Rules[i].When.Select(condition => condition.Key))
            {
                var isRefused = key is "source.namespace" or "source.principal" or "source.serviceAccount" || key.StartsWith("request.auth.", StringComparison.Ordinal);
                report.ErrorIf(isRefused, field + ".when", $"{key} is currently not supported with CUSTOM action");
            }
        }
    }

    private static void Refuse(IReadOnlyList<string> values, string name, string field, AdmissionReport report) =>
        report.ErrorIf(values.Count > 0, field, $"{name} is currently not supported with CUSTOM action");
}
