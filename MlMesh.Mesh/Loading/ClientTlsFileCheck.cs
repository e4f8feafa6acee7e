using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Admission;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Origination;

namespace MlMesh.Mesh.Loading;

/// <summary>Says which files of the DestinationRules' <c>tls</c> cannot be used here, and has the policy depend on them.</summary>
internal static class ClientTlsFileCheck
{
    public static IReadOnlyList<Finding> Of(IEnumerable<MeshResource> resources, PolicyFileReader files)
    {
        var findings = new List<Finding>();
        foreach (var rule in resources.OfType<DestinationRule>())
        {
            var report = new AdmissionReport(rule);
            foreach (var (tls, field) in Settings(rule))
                Check(tls, field, report, files);
            findings.AddRange(report.Findings);
        }

        return findings;
    }

    private static void Check(ClientTlsSettings tls, string field, AdmissionReport report, PolicyFileReader files)
    {
        // A Secret is no file, and is reported as such; what admission refuses, it says why.
        if (tls is not { Mode: ClientTlsMode.Simple or ClientTlsMode.Mutual, CredentialName.Length: 0 })
            return;
        var origination = TlsOrigination.Of(tls);
        foreach (var path in ClientTlsFiles.Paths(origination))
            files.DependsOn(path);
        try
        {
            ClientTlsFiles.Read(origination);
        }
        catch (ClientTlsFileException unusable)
        {
            report.Unusable($"{field}.{unusable.Field}", $"{unusable.Problem}; connections to the host fail (503 UF)", unusable.Remedy, unusable.IsAbsent);
        }
    }

    private static IEnumerable<(ClientTlsSettings Tls, string Field)> Settings(DestinationRule rule) =>
        Settings(rule.TrafficPolicy, "spec.trafficPolicy")
            .Concat(rule.Subsets.SelectMany((subset, i) => Settings(subset.TrafficPolicy, $"spec.subsets[{i}].trafficPolicy")));

    private static IEnumerable<(ClientTlsSettings Tls, string Field)> Settings(TrafficPolicy? policy, string field)
    {
        if (policy is null)
            yield break;
        if (policy.Tls is { } tls)
            yield return (tls, field + ".tls");
        for (var i = 0; i < policy.PortLevelSettings.Count; i++)
        {
            if (policy.PortLevelSettings[i].Tls is { } ofPort)
                yield return (ofPort, $"{field}.portLevelSettings[{i}].tls");
        }
    }
}
