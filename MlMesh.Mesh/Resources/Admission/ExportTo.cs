namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the namespaces that a resource is exported to.</summary>
internal static class ExportTo
{
    private const string Field = "spec.exportTo";
    private const string Own = ".";
    private const string Everyone = "*";
    private const string NoOne = "~";

    /// <returns>The distinct entries, with the own namespace by name.</returns>
    public static IReadOnlySet<string> Check(AdmissionReport report, MeshResource resource, IReadOnlyList<string> exportTo, bool mayBeNoOne = false)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in exportTo)
        {
            var key = entry == Own ? resource.Namespace : entry;
            if (seen.Contains(key))
                report.Error(Field, entry == Own ? $"duplicate entries in exportTo: . and current namespace {key}" : $"duplicate entries in exportTo for entry {entry}");
            else if ((mayBeNoOne && entry == NoOne) || Fault(key) is not { } fault)
                seen.Add(key);
            else
                report.Error(Field, fault);
        }

        report.ErrorIf(seen.Contains(Everyone) && exportTo.Count > 1, Field, "cannot have both public (*) and non-public exportTo values for a resource");
        report.ErrorIf(seen.Contains(NoOne) && exportTo.Count > 1, Field, "cannot export service entry to no one (~) and someone");
        return seen;
    }

    private static string? Fault(string entry) => entry switch
    {
        Everyone => null,
        NoOne => "exportTo ~ (none) is not allowed for Istio configuration objects",
        _ => DnsNames.IsLabel(entry) ? null : "only .,*, or a valid DNS 1123 label is allowed as exportTo entry",
    };
}
