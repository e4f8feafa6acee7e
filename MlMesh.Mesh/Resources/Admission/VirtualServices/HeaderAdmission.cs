namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks header operations of a rule or a destination.</summary>
internal static class HeaderAdmission
{
    public static void Check(Headers? headers, string owner, AdmissionReport report)
    {
        if (headers is null)
            return;

        Check(headers.Request, $"{owner}.headers.request", HeaderNames.SetOnRequestFault, report);
        Check(headers.Response, $"{owner}.headers.response", HeaderNames.OperationFault, report);
    }

    private static void Check(HeaderOperations? operations, string field, Func<string, string?> nameFault, AdmissionReport report)
    {
        if (operations is null)
            return;

        foreach (var (kind, changes) in new[] { ("add", operations.Add), ("set", operations.Set) })
        {
            foreach (var (name, value) in changes)
            {
                report.ErrorIf($"{field}.{kind}", nameFault(name));
                report.ErrorIf($"{field}.{kind}[{name}]", HeaderValues.Fault(value));
            }
        }

        foreach (var name in operations.Remove)
            report.ErrorIf($"{field}.remove", HeaderNames.OperationFault(name));
    }
}
