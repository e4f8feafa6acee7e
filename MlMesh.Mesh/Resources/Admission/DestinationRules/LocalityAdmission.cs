namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks preferences among localities.</summary>
internal static class LocalityAdmission
{
    private static readonly string[] TopologyLabels = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"];

    public static void Check(LocalityLoadBalancerSetting? setting, bool hasOutlierDetection, string field, AdmissionReport report, bool warn)
    {
        if (setting is null)
            return;

        if (setting.Distribute.Count > 0 && setting.Failover.Count > 0)
        {
            report.Error(field, "can not simultaneously specify 'distribute' and 'failover'");
            return;
        }

        if (setting.Failover.Count > 0 && setting.FailoverPriority.FirstOrDefault(TopologyLabels.Contains) is { } label)
        {
            report.Error(field, $"can not simultaneously set 'failover' and topology label '{label}' in 'failover_priority'");
            return;
        }

        if (!CheckDistribute(setting.Distribute, field + ".distribute", report))
            return;

        if (warn && (setting.Failover.Count > 0 || setting.FailoverPriority.Count > 0) && !hasOutlierDetection)
            report.Warning(field, "outlier detection policy must be provided for failover");
        foreach (var failover in setting.Failover)
            Check(failover, field + ".failover", report);
    }

    private static bool CheckDistribute(IReadOnlyList<LocalityDistribute> distribute, string field, AdmissionReport report)
    {
        foreach (var share in distribute)
        {
            if (share.To.Values.Any(weight => weight is 0 or > 100))
            {
                report.Error(field, "locality weight must be in range [1, 100]");
                return false;
            }

            var total = share.To.Values.Sum(weight => weight);
            if (total != 100)
            {
                report.Error(field, $"total locality weight {total} != 100");
                return false;
            }

            report.ErrorIf(field, Overlap([.. share.To.Keys]));
        }

        report.ErrorIf(field, Overlap([.. distribute.Select(share => share.From)]));
        return true;
    }

    private static void Check(LocalityFailover failover, string field, AdmissionReport report)
    {
        var both = failover.From + failover.To;
        report.ErrorIf(failover.From == failover.To, field, "locality lb failover settings must specify different regions");
        report.ErrorIf(both.Contains('/', StringComparison.Ordinal), field, "locality lb failover only specify region");
        report.ErrorIf(both.Contains('*', StringComparison.Ordinal), field, "locality lb failover region should not contain '*' wildcard");
    }

    /// <summary>Istio's reason when a locality (<c>region/zone/subzone</c>) is malformed or lies within an earlier one.</summary>
    private static string? Overlap(string[] localities)
    {
        for (var i = 0; i < localities.Length; i++)
        {
            var locality = localities[i];
            var star = locality.IndexOf('*', StringComparison.Ordinal);
            if (star >= 0 && star != locality.Length - 1)
                return $"locality {locality} wildcard '*' number can not exceed 1 and must be in the end";
            if (locality.Split('/', 3).Any(part => part.Length == 0))
                return $"locality {locality} must not contain empty region/zone/subzone info";
            if (localities.Take(i).Any(earlier => Includes(earlier, locality) || Includes(locality, earlier)))
                return $"locality {locality} overlap with previous specified ones";
        }

        return null;
    }

    private static bool Includes(string outer, string inner)
    {
        var outerParts = outer.Split('/', 3);
        var innerParts = inner.Split('/', 3);
        var length = outerParts[^1] == "*" ? outerParts.Length - 1 : outerParts.Length;
        return length <= innerParts.Length && outerParts.Take(length).SequenceEqual(innerParts.Take(length));
    }
}
