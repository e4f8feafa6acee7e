namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks destinations and their weights.</summary>
internal static class DestinationAdmission
{
    public static void Check(IReadOnlyList<HttpRouteDestination> route, string field, AdmissionReport report)
    {
        for (var i = 0; i < route.Count; i++)
        {
            CheckWeighted(route[i].Destination, route[i].Weight, $"{field}[{i}]", report);
            HeaderAdmission.Check(route[i].Headers, $"{field}[{i}]", report);
        }

        CheckTotal(route.Count, route.Sum(destination => (long)destination.Weight), field, report);
    }

    public static void Check(IReadOnlyList<RouteDestination> route, string field, AdmissionReport report)
    {
        for (var i = 0; i < route.Count; i++)
            CheckWeighted(route[i].Destination, route[i].Weight, $"{field}[{i}]", report);
        CheckTotal(route.Count, route.Sum(destination => (long)destination.Weight), field, report);
    }

    public static void Check(Destination? destination, string field, AdmissionReport report)
    {
        if (destination is null)
            return;

        report.ErrorIf(field + ".host", destination.Host == "*" ? "invalid destination host *" : DnsNames.WildcardDomain(destination.Host));
        if (destination.Subset.Length > 0)
            CheckSubsetName(destination.Subset, field + ".subset", report);
        if (destination.Port is { } port)
            Values.Port(report, field + ".port", port.Number);
    }

    public static void CheckSubsetName(string name, string field, AdmissionReport report)
    {
        if (name.Length == 0)
            report.Error(field, "subset name cannot be empty");
        else
            report.ErrorIf(!DnsNames.IsLabel(name), field, $"subset name is invalid: {name}");
    }

    private static void CheckWeighted(Destination? destination, int weight, string field, AdmissionReport report)
    {
        report.ErrorIf(destination is null, field, "destination is required");
        Check(destination, field + ".destination", report);
        report.ErrorIf(weight < 0, field + ".weight", $"weight {weight} < 0");
    }

    private static void CheckTotal(int count, long total, string field, AdmissionReport report) =>
        report.ErrorIf(count > 1 && total == 0, field, "total destination weight = 0");
}
