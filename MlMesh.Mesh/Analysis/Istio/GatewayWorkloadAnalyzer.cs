using System.Globalization;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>The pods of Gateways: are there any, do their Services have the ports, and are the certificates there?</summary>
internal sealed class GatewayWorkloadAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.ReferencedResourceNotFound,
        IstioCodes.GatewayPortNotDefinedOnService,
        IstioCodes.InvalidGatewayCredential,
    ];

    public void Analyze(AnalysisContext context)
    {
        var known = new Dictionary<string, (string? Namespace, HashSet<uint> Ports)>(StringComparer.Ordinal);
        foreach (var gateway in context.Resources.All<GatewayResource>())
        {
            var selector = Selectors.Text(gateway.Selector);
            if (!known.TryGetValue(selector, out var pods))
                known[selector] = pods = Pods(context, gateway.Selector);
            var path = FieldPath.Of("spec", "selector", Selectors.FirstLabel(gateway.Selector));
            if (pods.Namespace is null)
            {
                if (!context.Assumes.GatewayPods())
                    context.Report(IstioCodes.ReferencedResourceNotFound, gateway, path, $"Referenced selector not found: \"{selector}\"");
                continue;
            }

            CheckPorts(context, gateway, pods.Ports, selector, path);
            CheckCredentials(context, gateway, pods.Namespace);
        }
    }

    /// <summary>The namespace of the pods that a Gateway selects, null when there are none, and the TCP ports of their Services.</summary>
    private static (string? Namespace, HashSet<uint> Ports) Pods(AnalysisContext context, IReadOnlyDictionary<string, string> selector)
    {
        var pods = context.Pods.Selected(selector).ToList();
        var ports = new HashSet<uint>();
        foreach (var (ns, labels) in pods.DistinctBy(pod => (pod.Namespace, Selectors.Text(pod.Labels))).Select(pod => (pod.Namespace, pod.Labels)))
        {
            foreach (var port in context.Services.Selecting(ns, labels).Concat(context.Services.WithoutSelector(ns)).SelectMany(service => service.Ports).Where(port => port.Protocol == "TCP"))
            {
                ports.Add(port.Port);
                if (uint.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var target))
                    ports.Add(target);
            }
        }

        return (pods.Count == 0 ? null : pods[0].Namespace, ports);
    }

    private static void CheckPorts(AnalysisContext context, GatewayResource gateway, HashSet<uint> ports, string selector, FieldPath path)
    {
        foreach (var port in gateway.Servers.Select(server => server.Port).Where(port => port is not null && !ports.Contains(port.Number)))
        {
            context.Report(IstioCodes.GatewayPortNotDefinedOnService, gateway, path,
                $"The gateway is listening on a target port (port {port!.Number}) that is not defined in the Service associated with its workload instances (Pod selector {selector}). "
                + "If you need to access the gateway port through the gateway Service, it will not be available.");
        }
    }

    private static void CheckCredentials(AnalysisContext context, GatewayResource gateway, string podNamespace)
    {
        for (var i = 0; i < gateway.Servers.Count; i++)
        {
            if (gateway.Servers[i].Tls?.CredentialName is not { Length: > 0 } stated)
                continue;

            var path = FieldPath.Of("spec", "servers", i, "tls", "credentialName");
            var (ns, name) = FullNames.Parse(stated, podNamespace);
            if (context.Resources.Find<SecretResource>("Secret", ns, name) is not { } secret)
            {
                if (!context.Assumes.Secrets(ns))
                    context.Report(IstioCodes.ReferencedResourceNotFound, gateway, path, $"Referenced credentialName not found: \"{stated}\"");
            }
            else if (!ServerCertificates.IsValid(secret, context.Options.Time.GetUtcNow()))
            {
                context.Report(IstioCodes.InvalidGatewayCredential, gateway, path,
                    $"The credential referenced by the Gateway {gateway.Name} in namespace {podNamespace} is invalid, which can cause the traffic not to work as expected.");
            }
        }
    }
}
