using System.Collections.ObjectModel;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>TCP ports of ServiceEntries without address.</summary>
internal sealed class ServiceEntryAddressAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ServiceEntryAddressesRequired];

    public void Analyze(AnalysisContext context)
    {
        var proxies = context.Mesh.DefaultConfig?.ProxyMetadata ?? ReadOnlyDictionary<string, string>.Empty;
        var allocates = IsOn(proxies, "ISTIO_META_DNS_CAPTURE") && (IsOn(proxies, "ISTIO_META_DNS_AUTO_ALLOCATE") || IsOn(proxies, "PILOT_ENABLE_IP_AUTOALLOCATE"));
        if (allocates)
            return;

        foreach (var entry in context.Resources.All<ServiceEntry>())
        {
            if (entry.Addresses.Count > 0 || entry.Document?["status"]?["addresses"] is YamlSequence { Items.Count: > 0 })
                continue;

            for (var i = 0; i < entry.Ports.Count; i++)
            {
                if (entry.Ports[i].Protocol.Length == 0 || string.Equals(entry.Ports[i].Protocol, "TCP", StringComparison.OrdinalIgnoreCase))
                    context.Report(IstioCodes.ServiceEntryAddressesRequired, entry, FieldPath.Of("spec", "ports", i, "name"), "ServiceEntry addresses are required for this protocol.");
            }
        }
    }

    private static bool IsOn(IReadOnlyDictionary<string, string> settings, string name) => settings.GetValueOrDefault(name) == "true";
}
