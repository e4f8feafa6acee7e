using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Gateways of the same pods that serve overlapping hosts at one port.</summary>
internal sealed class GatewayOverlapChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.GatewaysOverlap];

    private const int MostNamed = 5;

    public void Analyze(AnalysisContext context)
    {
        var serving = new Dictionary<(string Selector, uint Port), HostIndex<(GatewayResource Gateway, string Namespace)>>();
        var gateways = context.Resources.All<GatewayResource>();
        foreach (var gateway in gateways)
        {
            foreach (var server in gateway.Servers)
            {
                if (!serving.TryGetValue(Key(gateway, server), out var index))
                    serving[Key(gateway, server)] = index = new();
                foreach (var (ns, host) in server.Hosts.Select(host => Parse(host, gateway)))
                    index.Add(host, (gateway, ns));
            }
        }

        foreach (var gateway in gateways)
        {
            for (var i = 0; i < gateway.Servers.Count; i++)
            {
                for (var j = 0; j < gateway.Servers[i].Hosts.Count; j++)
                    Check(context, gateway, gateway.Servers[i].Hosts[j], serving[Key(gateway, gateway.Servers[i])], FieldPath.Of("spec", "servers", i, "hosts", j));
            }
        }
    }

    private static void Check(AnalysisContext context, GatewayResource gateway, string stated, HostIndex<(GatewayResource Gateway, string Namespace)> index, FieldPath path)
    {
        var (ns, host) = Parse(stated, gateway);
        var others = index.Overlapping(host)
            .Where(other => !ReferenceEquals(other.Gateway, gateway) && (ns == "*" || other.Namespace == "*" || ns == other.Namespace))
            .Select(other => other.Gateway.FullName())
            .Take(MostNamed)
            .Distinct()
            .ToList();
        if (others.Count > 0)
            context.ReportAt(KialiCodes.GatewaysOverlap, gateway, path, $"More than one Gateway for the same host port combination: {stated} with {string.Join(", ", others)}");
    }

    private static (string Selector, uint Port) Key(GatewayResource gateway, Server server) => (Selectors.Text(gateway.Selector), server.Port?.Number ?? 0);

    /// <summary>The namespace whose VirtualServices a server's host is for, a star for all, and the host.</summary>
    private static (string Namespace, string Host) Parse(string stated, GatewayResource gateway)
    {
        var (ns, host) = FullNames.Parse(stated, "*");
        return (ns == "." ? gateway.Namespace : ns, host);
    }
}
