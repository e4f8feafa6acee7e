using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Kiali;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Outlier detection that may not eject a single endpoint.</summary>
internal sealed class EjectionLimitAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.EjectionThatNeverEjects];

    private const int DefaultPercent = 10;

    public void Analyze(AnalysisContext context)
    {
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            if (rule.Subsets.Count == 0)
                Check(context, rule, rule.TrafficPolicy?.OutlierDetection, NoLabels, FieldPath.Of("spec", "trafficPolicy", "outlierDetection"));
            for (var i = 0; i < rule.Subsets.Count; i++)
            {
                var subset = rule.Subsets[i];
                var path = subset.TrafficPolicy?.OutlierDetection is null
                    ? FieldPath.Of("spec", "trafficPolicy", "outlierDetection")
                    : FieldPath.Of("spec", "subsets", i, "trafficPolicy", "outlierDetection");
                Check(context, rule, subset.TrafficPolicy?.OutlierDetection ?? rule.TrafficPolicy?.OutlierDetection, subset.Labels, path);
            }
        }
    }

    private static IReadOnlyDictionary<string, string> NoLabels { get; } = ReadOnlyDictionary<string, string>.Empty;

    private static void Check(AnalysisContext context, DestinationRule rule, OutlierDetection? detection, IReadOnlyDictionary<string, string> labels, FieldPath path)
    {
        if (detection is null || HostWorkloads.Of(context, rule.Host, rule.Namespace, labels) is not { Count: > 0 } workloads)
            return;

        var endpoints = workloads.Sum(workload => workload.Replicas);
        var percent = detection.MaxEjectionPercent > 0 ? detection.MaxEjectionPercent : DefaultPercent;
        if (endpoints > 0 && endpoints * percent < 100)
        {
            var stated = detection.MaxEjectionPercent > 0 ? "" : " (the default)";
            context.ReportAt(OwnCodes.EjectionThatNeverEjects, rule, path,
                $"{percent} %{stated} of {endpoints} endpoint{(endpoints == 1 ? "" : "s")}{(labels.Count == 0 ? "" : $" with {Selectors.Text(labels)}")} is less than one, so none is ever ejected");
        }
    }
}
