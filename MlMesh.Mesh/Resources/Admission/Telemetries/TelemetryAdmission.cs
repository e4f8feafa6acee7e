namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a Telemetry resource.</summary>
internal static class TelemetryAdmission
{
    public static void Check(TelemetryResource telemetry, AdmissionReport report)
    {
        Targets.Check(telemetry.Selector, telemetry.TargetRef, telemetry.TargetRefs, report);
        for (var i = 0; i < telemetry.Metrics.Count; i++)
            Check(telemetry.Metrics[i], $"spec.metrics[{i}]", report);
        if (telemetry.Tracing.Count > 1)
            report.Warning("spec.tracing", "multiple tracing is not currently supported");
        for (var i = 0; i < telemetry.Tracing.Count; i++)
            Check(telemetry.Tracing[i], $"spec.tracing[{i}]", report);
        for (var i = 0; i < telemetry.AccessLogging.Count; i++)
            Check(telemetry.AccessLogging[i], $"spec.accessLogging[{i}]", report);
    }

    private static void Check(Tracing tracing, string field, AdmissionReport report)
    {
        if (tracing.Providers.Count > 1)
            report.Warning(field + ".providers", "multiple providers is not currently supported");
        CheckProviders(tracing.Providers, field, report);
        report.ErrorIf(tracing.RandomSamplingPercentage is < 0 or > 100, field + ".randomSamplingPercentage", "randomSamplingPercentage must be in range [0.0, 100.0]");
        foreach (var (name, tag) in tracing.CustomTags)
        {
            var path = $"{field}.customTags[{name}]";
            report.ErrorIf(name.Length == 0, field + ".customTags", "tag name may not be empty");
            report.ErrorIf(tag.Literal is { Value.Length: 0 }, path, "literal tag value may not be empty");
            report.ErrorIf(tag.Header is { Name.Length: 0 }, path, "header tag name may not be empty");
            report.ErrorIf(tag.Environment is { Name.Length: 0 }, path, "environment tag name may not be empty");
        }
    }

    private static void Check(Metrics metrics, string field, AdmissionReport report)
    {
        CheckProviders(metrics.Providers, field, report);
        for (var i = 0; i < metrics.Overrides.Count; i++)
        {
            var change = metrics.Overrides[i];
            var path = $"{field}.overrides[{i}]";
            foreach (var (name, tag) in change.TagOverrides)
            {
                if (name.Length == 0)
                    report.Warning(path + ".tagOverrides", "tagOverrides.name may not be empty");
                if (tag.Operation == TagOperation.Upsert)
                    report.ErrorIf(tag.Value.Length == 0, $"{path}.tagOverrides[{name}]", "tagOverrides.value must be set when operation is UPSERT");
                else
                    report.ErrorIf(tag.Value.Length > 0, $"{path}.tagOverrides[{name}]", "tagOverrides.value may only be set when operation is UPSERT");
            }

            report.ErrorIf(change.Match is { CustomMetric.Length: 0 }, path + ".match.customMetric", "customMetric may not be empty");
        }
    }

    private static void Check(AccessLogging logging, string field, AdmissionReport report)
    {
        if (logging.Filter is { } filter && CelSyntax.Fault(filter.Expression) is { } fault)
            report.Error(field + ".filter.expression", $"must be a valid CEL expression, {fault}");
        CheckProviders(logging.Providers, field, report);
    }

    private static void CheckProviders(IReadOnlyList<ProviderRef> providers, string field, AdmissionReport report) =>
        report.ErrorIf(providers.Any(provider => provider.Name.Length == 0), field + ".providers", "providers.name may not be empty");
}
