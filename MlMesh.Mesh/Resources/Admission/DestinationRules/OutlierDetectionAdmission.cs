namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks when pods are ejected.</summary>
internal static class OutlierDetectionAdmission
{
    public static void Check(OutlierDetection? outlier, string field, AdmissionReport report, bool warn)
    {
        if (outlier is null)
            return;

        Values.Duration(report, field + ".baseEjectionTime", outlier.BaseEjectionTime);
        if (warn && outlier.ConsecutiveErrors != 0)
            report.Warning(field + ".consecutiveErrors", "outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead");
        report.ErrorIf(
            !outlier.SplitExternalLocalOriginErrors && outlier.ConsecutiveLocalOriginFailures > 0,
            field + ".consecutiveLocalOriginFailures",
            "outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false");
        Values.Duration(report, field + ".interval", outlier.Interval);
        Values.Percent(report, field + ".maxEjectionPercent", outlier.MaxEjectionPercent);
        Values.Percent(report, field + ".minHealthPercent", outlier.MinHealthPercent);
    }
}
