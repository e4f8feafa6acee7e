using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Gateways of the same pods that serve one certificate.</summary>
internal sealed class GatewayCertificateAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.GatewayDuplicateCertificate];

    private const int MostNamed = 10;

    public void Analyze(AnalysisContext context)
    {
        var gateways = context.Resources.All<GatewayResource>();
        var groups = new LabelIndex<(IReadOnlyDictionary<string, string> Selector, ILookup<string, GatewayResource> Certificates)>(
            [
                .. gateways.GroupBy(gateway => Selectors.Text(gateway.Selector))
                    .Select(group => (group.First().Selector, group.SelectMany(Certificates).Distinct().ToLookup(pair => pair.Certificate, pair => pair.Gateway))),
            ],
            _ => "",
            group => group.Selector);
        foreach (var gateway in gateways)
        {
            var others = Certificates(gateway)
                .SelectMany(pair => groups.Selected(gateway.Selector).SelectMany(group => group.Certificates[pair.Certificate]))
                .Where(other => !ReferenceEquals(other, gateway))
                .Take(MostNamed)
                .Distinct()
                .ToList();
            if (others.Count > 0)
            {
                var names = others.Prepend(gateway).Select(other => other.FullName());
                context.Report(IstioCodes.GatewayDuplicateCertificate, gateway, FieldPath.Of("metadata", "name"),
                    $"Duplicate certificate in multiple gateways {FullNames.GoList(names)} may cause 404s if clients re-use HTTP2 connections.");
            }
        }
    }

    private static IEnumerable<(string Certificate, GatewayResource Gateway)> Certificates(GatewayResource gateway)
    {
        foreach (var tls in gateway.Servers.Select(server => server.Tls))
        {
            if (tls is { CredentialName.Length: > 0 })
                yield return ($"credential {tls.CredentialName}", gateway);
            else if (tls is { ServerCertificate.Length: > 0, PrivateKey.Length: > 0 })
                yield return ($"files {tls.ServerCertificate} {tls.PrivateKey}", gateway);
        }
    }
}
