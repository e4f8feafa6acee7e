using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads the resources of a YAML or JSON text. Never throws on bad input: everything that is wrong is a finding.</summary>
public static class ResourceReader
{
    /// <summary>Reads a text with any number of documents. Kinds that neither the mesh nor the analysis of a policy has a use for, such as Jobs, are skipped in silence.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">Its name, for findings.</param>
    /// <param name="defaultNamespace">Namespace of resources that state none; null for <c>default</c>.</param>
    public static LoadResult Read(string yaml, string file, string? defaultNamespace = null)
    {
        var resources = new List<MeshResource>();
        var findings = new List<Finding>();
        var context = new ReadContext(file, findings);
        var lines = new DocumentLines(yaml);
        try
        {
            foreach (var document in YamlDocuments.Read(yaml, (line, message) => RepeatedKey(context, line, message)))
                ReadDocument(document, defaultNamespace, context, lines.FirstLine(document.Line), resources);
        }
        catch (YamlSyntaxException e)
        {
            context.Resource = null;
            context.Report(FindingSeverity.Error, FindingOrigin.Syntax, e.Line, e.Message, "Correct the YAML; nothing after this line was read.");
        }

        return new LoadResult(resources, findings);
    }

    private static void ReadDocument(YamlNode document, string? defaultNamespace, ReadContext context, int firstLine, List<MeshResource> resources)
    {
        context.Resource = null;
        if (document is not YamlMapping mapping)
        {
            context.Report(FindingSeverity.Error, FindingOrigin.Syntax, document.Line, $"a resource must be an object, not {document.TypeName}", "Begin it with apiVersion and kind.");
        }
        else if (mapping["kind"] is YamlScalar { Text: "List" } && mapping["items"] is YamlSequence items)
        {
            foreach (var item in items.Items)
                ReadDocument(item, defaultNamespace, context, item.Line, resources);
        }
        else if (ResourceKinds.Read(mapping, defaultNamespace, context) is { } resource)
        {
            resources.Add(resource with { FirstLine = firstLine });
        }
    }

    private static void RepeatedKey(ReadContext context, int line, string message)
    {
        context.Resource = null;
        context.Report(FindingSeverity.Error, FindingOrigin.Syntax, line, message, "Write the field once.");
    }
}
