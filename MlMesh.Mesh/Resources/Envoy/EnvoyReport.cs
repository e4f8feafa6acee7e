using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>What is the matter with one patch of an EnvoyFilter.</summary>
internal sealed class EnvoyReport(MeshResource filter, List<Finding> findings)
{
    /// <summary>Whether the patch can be carried out as it is meant.</summary>
    public bool Runs { get; private set; } = true;

    /// <summary>The field works in the cluster, and without it the patch would mean something else.</summary>
    public void Unsupported(string field, int line, string message) =>
        Add(FindingSeverity.Unsupported, field, line, $"unsupported here, works in the cluster: {message}", "The local mesh leaves the whole patch out.");

    /// <summary>Istio takes the patch, but Envoy refuses what becomes of it.</summary>
    public void Refused(string field, int line, string message) =>
        Add(FindingSeverity.Warning, field, line, $"Envoy refuses the configuration: {message}", "Correct it; proxies keep what they had before.");

    /// <summary>A node cannot be what the message has there.</summary>
    public void Unreadable(string field, YamlNode node, string expected) => Refused(field, node.Line, $"{expected} expected, not {node.TypeName}");

    private void Add(FindingSeverity severity, string field, int line, string message, string remedy)
    {
        Runs = false;
        findings.Add(new Finding
        {
            Severity = severity,
            Origin = FindingOrigin.Support,
            Location = filter.Location with { Line = line },
            Field = field,
            Message = message,
            Remedy = remedy,
            Resource = filter.Id,
        });
    }
}
