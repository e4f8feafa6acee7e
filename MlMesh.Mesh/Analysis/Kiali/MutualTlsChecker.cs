using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>DestinationRules for whole namespaces or the mesh whose TLS does not fit the PeerAuthentications.</summary>
internal sealed class MutualTlsChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        KialiCodes.MeshWideMutualTlsMissing,
        KialiCodes.NamespaceMutualTlsMissing,
        KialiCodes.NamespaceIsStrict,
        KialiCodes.MeshIsStrict,
    ];

    private const string WholeMesh = "*.local";
    private const string NamespaceEnd = ".svc.cluster.local";

    public void Analyze(AnalysisContext context)
    {
        var modes = new PeerModes(context);
        foreach (var rule in context.Resources.All<DestinationRule>().Where(rule => HostNames.IsWildcard(rule.Host)))
        {
            var mode = rule.TrafficPolicy?.Tls?.Mode;
            if (mode == ClientTlsMode.IstioMutual)
                CheckEnabled(context, rule, modes);
            else if (mode == ClientTlsMode.Disable)
                CheckDisabled(context, rule, modes);
        }
    }

    private static void CheckEnabled(AnalysisContext context, DestinationRule rule, PeerModes modes)
    {
        if (rule.Host == WholeMesh)
        {
            if (!Takes(modes.Mesh))
                Report(context, KialiCodes.MeshWideMutualTlsMissing, rule, "PeerAuthentication enabling mTLS at mesh level is missing");
        }
        else if (Namespace(rule) is { } ns && !Takes(modes.OfNamespace(ns)) && !Takes(modes.Mesh))
        {
            Report(context, KialiCodes.NamespaceMutualTlsMissing, rule, "PeerAuthentication enabling namespace-wide mTLS is missing");
        }
    }

    private static void CheckDisabled(AnalysisContext context, DestinationRule rule, PeerModes modes)
    {
        var own = Namespace(rule) is { } ns ? modes.OfNamespace(ns) : MutualTlsMode.Unset;
        if (own == MutualTlsMode.Strict)
            Report(context, KialiCodes.NamespaceIsStrict, rule, "PeerAuthentication with TLS strict mode found, it should be permissive");
        else if (own == MutualTlsMode.Unset && (rule.Host == WholeMesh || Namespace(rule) is not null) && modes.Mesh == MutualTlsMode.Strict)
            Report(context, KialiCodes.MeshIsStrict, rule, "PeerAuthentication enabling mTLS found, permissive mode needed");
    }

    private static bool Takes(MutualTlsMode mode) => mode is MutualTlsMode.Strict or MutualTlsMode.Permissive;

    /// <summary>The namespace of which a wildcard means all Services.</summary>
    private static string? Namespace(DestinationRule rule)
    {
        if (!rule.Host.StartsWith("*.", StringComparison.Ordinal) || !rule.Host.EndsWith(NamespaceEnd, StringComparison.Ordinal) || rule.Host.Length <= NamespaceEnd.Length + 2)
            return null;
        var name = rule.Host[2..^NamespaceEnd.Length];
        return name.Contains('.', StringComparison.Ordinal) ? null : name;
    }

    private static void Report(AnalysisContext context, FindingCode code, DestinationRule rule, string message) =>
        context.ReportAt(code, rule, FieldPath.Of("spec", "trafficPolicy", "tls", "mode"), message);
}
