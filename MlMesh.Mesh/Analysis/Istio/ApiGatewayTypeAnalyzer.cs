using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Types of the Kubernetes Gateway API that are too old.</summary>
internal sealed class ApiGatewayTypeAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.GatewayAPICRDVersionBelowMinimum];

    private const string BundleVersion = "gateway.networking.k8s.io/bundle-version";

    private static readonly Dictionary<string, Version> Least = new(StringComparer.Ordinal)
    {
        ["grpcroutes.gateway.networking.k8s.io"] = new(1, 1, 0),
        ["backendtlspolicies.gateway.networking.k8s.io"] = new(1, 4, 0),
        ["tlsroutes.gateway.networking.k8s.io"] = new(1, 5, 0),
    };

    public void Analyze(AnalysisContext context)
    {
        foreach (var type in context.Resources.All<CustomResourceDefinitionResource>())
        {
            if (Least.TryGetValue(type.Name, out var least) && type.Annotations.TryGetValue(BundleVersion, out var stated) && Parse(stated) is { } version && version < least)
            {
                context.Report(IstioCodes.GatewayAPICRDVersionBelowMinimum, type,
                    $"Gateway API CRD \"{type.Name}\" is at version \"{stated.TrimStart('v')}\" but Istio requires at least \"{least}\"; resources of this kind will not be processed. "
                    + "Upgrade the Gateway API CRDs to satisfy the minimum version.");
            }
        }
    }

    /// <summary>The version without what follows a hyphen or plus: a release candidate counts as its release.</summary>
    private static Version? Parse(string text)
    {
        var numbers = text.TrimStart('v').Split('-', '+')[0];
        while (numbers.Count(c => c == '.') < 2)
            numbers += ".0";
        return Version.TryParse(numbers, out var version) ? version : null;
    }
}
