using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Collects what Istio's validation says about one resource.</summary>
internal sealed class AdmissionReport(MeshResource resource)
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Istio refuses the resource.</summary>
    /// <param name="field">Path of the field from the resource, such as <c>spec.http[0]</c>.</param>
    /// <param name="message">Istio's reason.</param>
    public void Error(string field, string message) => Add(FindingSeverity.Error, field, message);

    /// <summary>Reports a reason, when there is one.</summary>
    public void ErrorIf(string field, string? message)
    {
        if (message is not null)
            Error(field, message);
    }

    /// <summary>Reports a reason, when the condition holds.</summary>
    public void ErrorIf(bool condition, string field, string message)
    {
        if (condition)
            Error(field, message);
    }

    /// <summary>Istio takes the resource with a warning.</summary>
    public void Warning(string field, string message) => Add(FindingSeverity.Warning, field, message);

    /// <summary>Istio takes the field, the local mesh does nothing with it.</summary>
    public void Unsupported(string field, string reason) =>
        Add(FindingSeverity.Unsupported, field, $"unsupported here, works in the cluster: {reason}", FindingOrigin.Support);

    /// <summary>What another report of the same resource says.</summary>
    public void Take(Finding finding) => _findings.Add(finding);

    /// <summary>What a field names cannot be used by the local mesh.</summary>
    /// <param name="field">Path of the field.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="isAbsent">Whether it merely is not here; else it works nowhere.</param>
    public void Unusable(string field, string problem, string remedy, bool isAbsent) =>
        Add(isAbsent ? FindingSeverity.Unsupported : FindingSeverity.Warning, field, problem, FindingOrigin.Support, remedy);

    private void Add(FindingSeverity severity, string field, string message, FindingOrigin origin = FindingOrigin.Admission, string? remedy = null) => _findings.Add(new Finding
    {
        Severity = severity,
        Origin = origin,
        Location = resource.Location with { Line = Line(field) },
        Field = field,
        Message = message,
        Remedy = remedy ?? Remedies.For(message, field),
        Resource = resource.Id,
    });

    /// <summary>The line of the field, or of the nearest thing around it that is in the file.</summary>
    private int Line(string field)
    {
        YamlNode? node = resource.Document;
        var line = resource.Location.Line;
        foreach (var step in field.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.TrimEnd(']');
            if (node is YamlSequence sequence && int.TryParse(name, CultureInfo.InvariantCulture, out var index))
                node = index < sequence.Items.Count ? sequence.Items[index] : null;
            else
                node = node?[name];

            if (node is null)
                return line;

            line = node.Line;
        }

        return line;
    }
}
