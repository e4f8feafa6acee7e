namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks a source of a rule.</summary>
internal static class SourceAdmission
{
    public static void Check(Source source, int rule, string field, AdmissionReport report)
    {
        var lists = Lists(source);
        report.ErrorIf(lists.All(list => list.Values.Count == 0), field, $"`from.source` must not be empty, found at rule {rule}");
        CheckServiceAccounts(source, rule, field, report);
        foreach (var blocks in new[] { source.IpBlocks, source.NotIpBlocks, source.RemoteIpBlocks, source.NotRemoteIpBlocks })
        {
            foreach (var fault in AuthorizationValues.AddressFaults(blocks))
                report.Error(field, fault);
        }

        foreach (var (name, values) in lists)
            report.ErrorIf(field, AuthorizationValues.EmptyFault(name, values));
    }

    /// <summary>Whether it looks at what plain TCP has too.</summary>
    public static bool HasTcpAttributes(Source source) =>
        Lists(source).Any(list => list.Values.Count > 0 && list.Name is not ("RequestPrincipals" or "NotRequestPrincipals"));

    private static void CheckServiceAccounts(Source source, int rule, string field, AdmissionReport report)
    {
        var hasAccounts = source.ServiceAccounts.Count > 0 || source.NotServiceAccounts.Count > 0;
        var hasOthers = source.Principals.Count > 0 || source.NotPrincipals.Count > 0 || source.Namespaces.Count > 0 || source.NotNamespaces.Count > 0;
        report.ErrorIf(hasAccounts && hasOthers, field, $"cannot set serviceAccounts with namespaces or principals, found at rule {rule}");
        CheckServiceAccounts("ServiceAccounts", source.ServiceAccounts, field, report);
        CheckServiceAccounts("NotServiceAccounts", source.NotServiceAccounts, field, report);
    }

    private static void CheckServiceAccounts(string name, IReadOnlyList<string> accounts, string field, AdmissionReport report)
    {
        foreach (var account in accounts)
        {
            if (account.Contains('*', StringComparison.Ordinal))
                report.Error(field, $"wildcard not allowed, found in {name}");
            else
                report.ErrorIf(account.Count(c => c == '/') > 1, field, $"expected format 'serviceAccount' or 'namespace/serviceAccount', found \"{account}\" in {name}");
        }
    }

    private static (string Name, IReadOnlyList<string> Values)[] Lists(Source source) =>
    [
        ("Principals", source.Principals),
        ("RequestPrincipals", source.RequestPrincipals),
        ("Namespaces", source.Namespaces),
        ("ServiceAccounts", source.ServiceAccounts),
        ("IpBlocks", source.IpBlocks),
        ("RemoteIpBlocks", source.RemoteIpBlocks),
        ("TrustDomains", source.TrustDomains),
        ("NotPrincipals", source.NotPrincipals),
        ("NotRequestPrincipals", source.NotRequestPrincipals),
        ("NotNamespaces", source.NotNamespaces),
        ("NotServiceAccounts", source.NotServiceAccounts),
        ("NotIpBlocks", source.NotIpBlocks),
        ("NotRemoteIpBlocks", source.NotRemoteIpBlocks),
        ("NotTrustDomains", source.NotTrustDomains),
    ];
}
