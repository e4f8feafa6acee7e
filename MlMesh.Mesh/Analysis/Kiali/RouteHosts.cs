using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Hosts as Kiali reads them: beside Istio's forms also <c>name.namespace</c> and <c>name.namespace.svc</c>.</summary>
internal static class RouteHosts
{
    /// <summary>The host in full.</summary>
    public static string Full(AnalysisContext context, string host, string ns)
    {
        var parts = host.Split('.');
        var isShort = parts.Length == 2 || (parts.Length == 3 && parts[2] == "svc");
        return isShort && context.Services.Exists(parts[1], parts[0]) ? HostNames.OfService(parts[0], parts[1]) : HostNames.Resolve(host, ns);
    }

    public static bool Exists(AnalysisContext context, string host, string ns, IReadOnlyList<string> exportTo) => context.Hosts.Find(Full(context, host, ns), ns, exportTo) is not null;
}
