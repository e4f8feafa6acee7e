namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about an AuthorizationPolicy.</summary>
internal static class AuthorizationPolicyAdmission
{
    private const string DryRun = "istio.io/dry-run";

    private const string DeniesTcp =
        "configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port";

    private static readonly HashSet<string> Booleans = new(StringComparer.Ordinal) { "1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False" };

    public static void Check(AuthorizationPolicy policy, AdmissionReport report)
    {
        if (policy.Annotations.TryGetValue(DryRun, out var dryRun) && DryRunFault(policy, dryRun) is { } fault)
        {
            report.Error($"metadata.annotations[{DryRun}]", fault);
            return;
        }

        var prefix = $"invalid policy {policy.Name}.{policy.Namespace}: ";
        var rules = new AdmissionReport(policy);
        Targets.Check(policy.Selector, policy.TargetRef, policy.TargetRefs, rules);
        CheckAction(policy, rules);
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            AuthorizationRuleAdmission.Check(policy.Rules[i], i, rules);
            if (policy.Action == AuthorizationAction.Deny && AuthorizationRuleAdmission.HasOnlyHttpAttributes(policy.Rules[i]))
                rules.Warning($"spec.rules[{i}]", DeniesTcp);
        }

        foreach (var finding in rules.Findings)
        {
            if (finding.Severity == FindingSeverity.Error)
                report.Error(finding.Field, prefix + finding.Message);
            else
                report.Take(finding);
        }
    }

    private static string? DryRunFault(AuthorizationPolicy policy, string value)
    {
        if (policy.Action is not (AuthorizationAction.Allow or AuthorizationAction.Deny))
            return $"the annotation {DryRun} currently only supports action ALLOW/DENY, found action {Name(policy.Action)} in {policy.Namespace}/{policy.Name}";

        return Booleans.Contains(value)
            ? null
            : $"{policy.Namespace}/{policy.Name} has annotation {DryRun} with invalid value ({value}): strconv.ParseBool: parsing \"{value}\": invalid syntax";
    }

    private static void CheckAction(AuthorizationPolicy policy, AdmissionReport report)
    {
        if (policy.Action is AuthorizationAction.Custom or AuthorizationAction.Deny && policy.Rules.Count == 0)
        {
            report.Error(
                "spec",
                $"{Name(policy.Action)} action without `rules` is meaningless as it will never be triggered, add an empty rule `{{}}` if you want it be triggered for every request");
        }
        else if (policy.Action == AuthorizationAction.Custom)
        {
            report.ErrorIf(string.IsNullOrEmpty(policy.Provider?.Name), "spec.provider", "`provider.name` must not be empty");
            CustomActionAdmission.Check(policy, report);
        }

        report.ErrorIf(
            policy.Provider is not null && policy.Action != AuthorizationAction.Custom,
            "spec.provider",
            $"`provider` must not be with non CUSTOM action, found {Name(policy.Action)}");
    }

    private static string Name(AuthorizationAction action) => WireNames.UpperSnakeCase(action.ToString());
}
