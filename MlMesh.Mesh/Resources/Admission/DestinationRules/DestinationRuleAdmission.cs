namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a DestinationRule.</summary>
internal static class DestinationRuleAdmission
{
    public static void Check(DestinationRule rule, AdmissionReport report)
    {
        report.ErrorIf("spec.host", DnsNames.WildcardDomain(rule.Host));
        TrafficPolicyAdmission.Check(rule.TrafficPolicy, "spec.trafficPolicy", report);
        CheckSubsets(rule, report);

        var exportedTo = ExportTo.Check(report, rule, rule.ExportTo);
        if (rule.WorkloadSelector is not null && exportedTo.Count > 0)
        {
            if (!exportedTo.Contains(rule.Namespace))
                report.Error("spec.exportTo", "destination rule with workload selector cannot have exportTo beyond current namespace");
            else if (exportedTo.Count > 1)
                report.Error("spec.exportTo", "destination rule with workload selector cannot have multiple entries in exportTo");
        }

        Labels.CheckSelector(report, "spec.workloadSelector", rule.WorkloadSelector);
    }

    private static void CheckSubsets(DestinationRule rule, AdmissionReport report)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rule.Subsets.Count; i++)
        {
            var subset = rule.Subsets[i];
            var field = $"spec.subsets[{i}]";
            report.ErrorIf(!names.Add(subset.Name), field + ".name", $"duplicate subset names: {subset.Name}");
            DestinationAdmission.CheckSubsetName(subset.Name, field + ".name", report);
            Labels.Check(report, field + ".labels", subset.Labels);
            TrafficPolicyAdmission.CheckInSubset(subset.TrafficPolicy, field + ".trafficPolicy", report);
        }
    }
}
