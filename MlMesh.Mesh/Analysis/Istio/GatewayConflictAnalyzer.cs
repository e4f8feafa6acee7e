using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Gateways of the same pods that serve one host at one port.</summary>
internal sealed class GatewayConflictAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ConflictingGateways];

    private const int MostNamed = 10;

    public void Analyze(AnalysisContext context)
    {
        var serving = new Dictionary<(string Selector, uint Port, string Host), List<GatewayResource>>();
        foreach (var gateway in context.Resources.All<GatewayResource>())
        {
            foreach (var key in gateway.Servers.SelectMany(server => Keys(gateway, server)).Distinct())
            {
                if (!serving.TryGetValue(key, out var gateways))
                    serving[key] = gateways = [];
                gateways.Add(gateway);
            }
        }

        foreach (var gateway in context.Resources.All<GatewayResource>())
        {
            foreach (var server in gateway.Servers)
            {
                var others = Keys(gateway, server).SelectMany(key => serving[key].Take(MostNamed + 1)).Where(other => !ReferenceEquals(other, gateway)).Distinct().ToList();
                if (others.Count > 0)
                {
                    context.Report(IstioCodes.ConflictingGateways, gateway,
                        $"Conflict with gateways {string.Join(',', others.Select(other => other.FullName()))} (workload selector {Selectors.Text(gateway.Selector)}, "
                        + $"port {server.Port?.Number}, hosts {string.Join(',', server.Hosts)}).");
                }
            }
        }
    }

    /// <summary>Hosts count by their words: a wildcard and a host under it do not conflict.</summary>
    private static IEnumerable<(string Selector, uint Port, string Host)> Keys(GatewayResource gateway, Server server)
    {
        var selector = Selectors.Text(gateway.Selector);
        return server.Hosts.Select(host => (selector, server.Port?.Number ?? 0, host));
    }
}
