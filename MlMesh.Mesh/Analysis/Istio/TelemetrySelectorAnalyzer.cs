using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Telemetries: do they select pods, and does each pod have one?</summary>
internal sealed class TelemetrySelectorAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.ReferencedResourceNotFound,
        IstioCodes.ConflictingTelemetryWorkloadSelectors,
        IstioCodes.MultipleTelemetriesWithoutWorkloadSelectors,
    ];

    public void Analyze(AnalysisContext context)
    {
        var selecting = new Dictionary<Pod, List<TelemetryResource>>(ReferenceEqualityComparer.Instance);
        foreach (var telemetry in context.Resources.All<TelemetryResource>())
        {
            if (telemetry.Selector?.MatchLabels is { Count: > 0 } selector)
                Select(context, telemetry, selector, selecting);
        }

        foreach (var (pod, telemetries) in selecting.Where(pair => pair.Value.Count > 1))
        {
            foreach (var telemetry in telemetries)
            {
                context.Report(IstioCodes.ConflictingTelemetryWorkloadSelectors, telemetry, FieldPath.Of("metadata", "name"),
                    $"The Telemetries {Names(telemetries)} in namespace \"{pod.Namespace}\" select the same workload pod \"{pod.Name}\", which can lead to undefined behavior.");
            }
        }

        foreach (var defaults in context.Resources.All<TelemetryResource>().Where(IsDefault).GroupBy(telemetry => telemetry.Namespace).Where(group => group.Count() > 1))
        {
            foreach (var telemetry in defaults)
            {
                context.Report(IstioCodes.MultipleTelemetriesWithoutWorkloadSelectors, telemetry,
                    $"The Telemetries {Names(defaults)} in namespace \"{defaults.Key}\" have no workload selector, which can lead to undefined behavior.");
            }
        }
    }

    private static void Select(AnalysisContext context, TelemetryResource telemetry, IReadOnlyDictionary<string, string> selector, Dictionary<Pod, List<TelemetryResource>> selecting)
    {
        var isSelecting = false;
        foreach (var pod in context.DistinctPods.Selected(telemetry.Namespace, selector))
        {
            isSelecting = true;
            if (!selecting.TryGetValue(pod, out var telemetries))
                selecting[pod] = telemetries = [];
            telemetries.Add(telemetry);
        }

        if (!isSelecting && !context.Assumes.Pods(telemetry.Namespace))
        {
            context.Report(IstioCodes.ReferencedResourceNotFound, telemetry, FieldPath.Of("spec", "selector", "matchLabels", Selectors.FirstLabel(selector)),
                $"Referenced selector not found: \"{Selectors.Text(selector)}\"");
        }
    }

    /// <summary>An empty selector is one, for Istio's analyzers.</summary>
    private static bool IsDefault(TelemetryResource telemetry) => telemetry.Selector is null && telemetry.TargetRef is null && telemetry.TargetRefs.Count == 0;

    private static string Names(IEnumerable<TelemetryResource> telemetries) => FullNames.GoList(telemetries.Select(telemetry => telemetry.Name));
}
