using System.Globalization;
using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Analysis;

/// <summary>A field of a resource, by the names and indices that lead to it.</summary>
internal readonly struct FieldPath
{
    private readonly object[] _steps;

    private FieldPath(object[] steps) => _steps = steps;

    /// <summary>A path of names (texts) and indices (numbers).</summary>
    public static FieldPath Of(params object[] steps) => new(steps);

    /// <summary>The line of the field's value as Istio's analyzers count: only texts, numbers and the like have one; all else has the resource's.</summary>
    public int IstioLine(MeshResource resource)
    {
        YamlNode? node = resource.Document;
        foreach (var step in _steps)
            node = Step(node, step);
        return node is YamlScalar ? node.Line : ResourceLine(resource);
    }

    /// <summary>The line of the field, or of the nearest thing around it that is in the file.</summary>
    public int NearestLine(MeshResource resource)
    {
        YamlNode? node = resource.Document;
        var line = resource.Location.Line;
        foreach (var step in _steps)
        {
            if (step is string name && node is YamlMapping mapping && mapping.Fields.FirstOrDefault(field => field.Name == name) is { } named)
                line = named.Line;
            node = Step(node, step);
            if (node is null)
                return line;
            if (step is int)
                line = node.Line;
        }

        return line;
    }

    /// <summary>The line that Istio's analyzers give for a whole resource.</summary>
    public static int ResourceLine(MeshResource resource) => resource.FirstLine > 0 ? resource.FirstLine : resource.Location.Line;

    /// <summary>The path as findings state it, such as <c>spec.http[0].route</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step is int index)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else if (((string)step).AsSpan().ContainsAny('.', '/'))
                text.Append('[').Append(step).Append(']');
            else
                text.Append(text.Length > 0 ? "." : "").Append(step);
        }

        return text.ToString();
    }

    private static YamlNode? Step(YamlNode? node, object step)
    {
        if (step is string name)
            return node?[name];

        var index = (int)step;
        return node is YamlSequence sequence && index < sequence.Items.Count ? sequence.Items[index] : null;
    }
}
