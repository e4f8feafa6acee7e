using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a MeshConfig. A field that only a cluster has use for is reported as such; one that Istio does not know is an error.</summary>
public static class MeshConfigReader
{
    /// <summary>Reads a text; what it does not state has the value of a default installation. Never throws on bad input.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">Its name, for findings.</param>
    public static (MeshConfig Mesh, IReadOnlyList<Finding> Findings) Read(string yaml, string file)
    {
        var findings = new List<Finding>();
        var context = new ReadContext(file, findings);
        var mesh = new MeshConfig();
        try
        {
            var shape = RecordShape.For(typeof(MeshConfig));
            foreach (var document in YamlDocuments.Read(yaml, (line, message) => context.Report(FindingSeverity.Error, FindingOrigin.Syntax, line, message, "Write the field once.")))
            {
                shape.Fill(mesh, document, context);
                ReportOthers(shape, document, context);
            }
        }
        catch (YamlSyntaxException e)
        {
            context.Report(FindingSeverity.Error, FindingOrigin.Syntax, e.Line, e.Message, "Correct the YAML.");
        }

        return (mesh, findings);
    }

    private static void ReportOthers(RecordShape shape, YamlNode document, ReadContext context)
    {
        foreach (var entry in (document as YamlMapping)?.Fields ?? [])
        {
            if (shape.Has(entry.Name))
                continue;
            context.EnterField(entry.Name);
            if (MeshConfigFields.IsClusterOnly(entry.Name))
                context.Report(FindingSeverity.Unsupported, FindingOrigin.Support, entry.Line, "unsupported here, works in the cluster: MeshConfig's field has no effect on the local mesh");
            else
                context.Report(FindingSeverity.Error, FindingOrigin.Schema, entry.Line, "MeshConfig has no such field", "Correct its name; MeshConfig's fields are in camelCase.");
            context.Leave();
        }
    }
}
