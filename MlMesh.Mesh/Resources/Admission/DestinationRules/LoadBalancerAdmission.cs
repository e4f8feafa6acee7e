namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks how a pod is chosen.</summary>
internal static class LoadBalancerAdmission
{
    private const ulong MaglevLimit = 5_000_011;

    public static void Check(LoadBalancerSettings? settings, bool hasOutlierDetection, string field, AdmissionReport report, bool warn)
    {
        if (settings is null)
            return;

        if (settings.ConsistentHash is { } hash)
            Check(hash, field + ".consistentHash", report, warn);
        LocalityAdmission.Check(settings.LocalityLbSetting, hasOutlierDetection, field + ".localityLbSetting", report, warn);
        Values.Duration(report, field + ".warmupDurationSecs", settings.WarmupDurationSecs);
        if (settings.Warmup is { } warmup)
            Check(warmup, field + ".warmup", report);
    }

    private static void Check(ConsistentHash hash, string field, AdmissionReport report, bool warn)
    {
        report.ErrorIf(hash.HttpCookie is { Name.Length: 0 }, field + ".httpCookie", "name required for HttpCookie");
        if (hash.MinimumRingSize != 0)
        {
            if (warn)
                report.Warning(field + ".minimumRingSize", "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead");
            report.ErrorIf(hash.RingHash is not null || hash.Maglev is not null, field, "only one of MinimumRingSize or Maglev/Ringhash can be specified");
        }

        if (hash.Maglev is not { TableSize: var size })
            return;

        var path = field + ".maglev.tableSize";
        report.ErrorIf(size == 0, path, "tableSize must be set for maglev");
        report.ErrorIf(size >= MaglevLimit, path, $"tableSize must be less than {MaglevLimit} for maglev");
        report.ErrorIf(size < MaglevLimit && !IsPrime(size), path, "tableSize must be a prime number for maglev");
    }

    private static void Check(WarmupConfiguration warmup, string field, AdmissionReport report)
    {
        report.ErrorIf(warmup.Duration is null, field, "duration is required");
        Values.Duration(report, field + ".duration", warmup.Duration);
        report.ErrorIf(warmup.MinimumPercent > 100, field + ".minimumPercent", "minimumPercent value should be less than or equal to 100");
        report.ErrorIf(warmup.Aggression < 1, field + ".aggression", "aggression should be greater than or equal to 1");
    }

    /// <summary>As Envoy decides it: 1 counts as prime.</summary>
    private static bool IsPrime(ulong number)
    {
        if (number is > 0 and < 4)
            return true;
        if (number % 2 == 0)
            return false;

        for (ulong factor = 3; factor * factor <= number; factor += 2)
        {
            if (number % factor == 0)
                return false;
        }

        return true;
    }
}
