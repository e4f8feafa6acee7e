using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Access logs that go nowhere, because no provider is named.</summary>
internal sealed class AccessLogProviderAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.InvalidTelemetryProvider];

    public void Analyze(AnalysisContext context)
    {
        if (context.Mesh.DefaultProviders?.AccessLogging.Count > 0)
            return;

        foreach (var telemetry in context.Resources.All<TelemetryResource>())
        {
            if (telemetry.AccessLogging.Any(log => log.Providers.Count == 0 && log.Disabled != true))
            {
                context.Report(IstioCodes.InvalidTelemetryProvider, telemetry,
                    $"The Telemetry {telemetry.Name} in namespace \"{telemetry.Namespace}\" with empty providers will be ignored.");
            }
        }
    }
}
