namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks an operation of a rule.</summary>
internal static class OperationAdmission
{
    public static void Check(Operation operation, int rule, string field, AdmissionReport report)
    {
        (string Name, IReadOnlyList<string> Values)[] lists =
        [
            ("Ports", operation.Ports),
            ("Methods", operation.Methods),
            ("Paths", operation.Paths),
            ("Hosts", operation.Hosts),
            ("NotPorts", operation.NotPorts),
            ("NotMethods", operation.NotMethods),
            ("NotPaths", operation.NotPaths),
            ("NotHosts", operation.NotHosts),
        ];
        report.ErrorIf(lists.All(list => list.Values.Count == 0), field, $"`to.operation` must not be empty, found at rule {rule}");
        foreach (var fault in AuthorizationValues.PortFaults(operation.Ports).Concat(AuthorizationValues.PortFaults(operation.NotPorts)))
            report.Error(field, fault);
        foreach (var (name, values) in lists)
            report.ErrorIf(field, AuthorizationValues.EmptyFault(name, values));
        report.ErrorIf(field + ".paths", PathTemplates.Fault("Paths", operation.Paths));
        report.ErrorIf(field + ".notPaths", PathTemplates.Fault("NotPaths", operation.NotPaths));
    }
}
