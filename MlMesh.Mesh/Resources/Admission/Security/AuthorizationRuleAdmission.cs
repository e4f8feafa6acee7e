namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks one rule of an AuthorizationPolicy.</summary>
internal static class AuthorizationRuleAdmission
{
    public static void Check(AuthorizationRule rule, int index, AdmissionReport report)
    {
        var field = $"spec.rules[{index}]";
        for (var i = 0; i < rule.From.Count; i++)
        {
            if (rule.From[i].Source is { } source)
                SourceAdmission.Check(source, index, $"{field}.from[{i}].source", report);
            else
                report.Error($"{field}.from[{i}]", $"`from.source` must not be nil, found at rule {index}");
        }

        for (var i = 0; i < rule.To.Count; i++)
        {
            if (rule.To[i].Operation is { } operation)
                OperationAdmission.Check(operation, index, $"{field}.to[{i}].operation", report);
            else
                report.Error($"{field}.to[{i}]", $"`to.operation` must not be nil, found at rule {index}");
        }

        for (var i = 0; i < rule.When.Count; i++)
            ConditionAdmission.Check(rule.When[i], $"{field}.when[{i}]", report);
    }

    /// <summary>Whether a DENY rule, which cannot see HTTP attributes of plain TCP, denies all of it.</summary>
    public static bool HasOnlyHttpAttributes(AuthorizationRule rule)
    {
        var sources = rule.From.Select(from => from.Source).OfType<Source>().ToList();
        var operations = rule.To.Select(to => to.Operation).OfType<Operation>().ToList();
        if (operations.Count > 0)
            return !operations.Any(operation => operation.Ports.Count > 0 || operation.NotPorts.Count > 0);

        return sources.Count > 0 && !sources.Any(SourceAdmission.HasTcpAttributes);
    }
}
