namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the mirrors of a rule.</summary>
internal static class MirrorAdmission
{
    public static void Check(HttpRoute route, string field, AdmissionReport report)
    {
        if (route.MirrorPercent is { } percent)
        {
            report.ErrorIf(percent > 100, field + ".mirrorPercent", $"mirror_percent must have a max value of 100 (it has {percent})");
            report.Warning(field + ".mirrorPercent", "using deprecated setting \"mirrorPercent\", use \"mirrorPercentage\" instead");
        }

        CheckShare(route.MirrorPercentage, "mirror_percentage", field + ".mirrorPercentage", report);
        DestinationAdmission.Check(route.Mirror, field + ".mirror", report);
        for (var i = 0; i < route.Mirrors.Count; i++)
        {
            var mirror = route.Mirrors[i];
            var path = $"{field}.mirrors[{i}]";
            if (mirror.Destination is null)
            {
                report.Error(path, "destination is required for mirrors");
                continue;
            }

            DestinationAdmission.Check(mirror.Destination, path + ".destination", report);
            CheckShare(mirror.Percentage, "mirror percentage", path + ".percentage", report);
        }
    }

    private static void CheckShare(Percent? percentage, string name, string field, AdmissionReport report)
    {
        var share = percentage?.Value ?? 0;
        report.ErrorIf(share > 100, field, FormattableString.Invariant($"{name} must have a max value of 100 (it has {share:F6})"));
        report.ErrorIf(share < 0, field, FormattableString.Invariant($"{name} must have a min value of 0 (it has {share:F6})"));
    }
}
