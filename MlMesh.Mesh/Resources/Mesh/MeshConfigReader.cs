using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a MeshConfig. Fields that the local mesh has no use for are skipped.</summary>
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
                shape.Fill(mesh, document, context);
        }
        catch (YamlSyntaxException e)
        {
            context.Report(FindingSeverity.Error, FindingOrigin.Syntax, e.Line, e.Message, "Correct the YAML.");
        }

        return (mesh, findings);
    }
}
