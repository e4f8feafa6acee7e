namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the gateways that a VirtualService, or one of its matches, names.</summary>
internal static class GatewayNames
{
    /// <summary>The name that stands for all sidecars.</summary>
    public const string Mesh = "mesh";

    /// <param name="report">Gets what is found.</param>
    /// <param name="field">Path of the list.</param>
    /// <param name="names">The names.</param>
    /// <param name="warn">Whether a dotted name gets a warning; Istio loses it for those inside a match.</param>
    public static void Check(AdmissionReport report, string field, IReadOnlyList<string> names, bool warn)
    {
        foreach (var name in names)
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
            {
                if (warn && name.Contains('.', StringComparison.Ordinal))
                    report.Warning(field, $"using legacy gatewayName format \"{name}\"; prefer the <namespace>/<name> format: \"{Preferred(name)}\"");
                report.ErrorIf(field, DnsNames.Fqdn(name));

                // Istio's own check ends at the first name without namespace.
                return;
            }

            report.ErrorIf(slash == 0 || slash == name.Length - 1, field, "config namespace and gateway name cannot be empty");
            report.ErrorIf(!DnsNames.IsLabel(name[..slash]), field, $"invalid value for namespace: \"{name[..slash]}\"");
            report.ErrorIf(!DnsNames.IsLabel(name[(slash + 1)..]), field, $"invalid value for gateway name: \"{name[(slash + 1)..]}\"");
        }
    }

    private static string Preferred(string name)
    {
        var parts = name.Split('.');
        return $"{parts[1]}/{parts[0]}";
    }
}
