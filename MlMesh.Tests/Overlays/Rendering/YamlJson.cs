using System.Text.Json.Nodes;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Tests.Overlays.Rendering;

/// <summary>YAML as JSON, with the types that Kubernetes would see.</summary>
internal static class YamlJson
{
    public static IEnumerable<JsonObject> Documents(string yaml) =>
        YamlDocuments.Read(yaml, (line, message) => throw new FormatException($"line {line}: {message}")).OfType<YamlMapping>().Select(document => Convert(document)!.AsObject());

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Fields.Select(field => KeyValuePair.Create(field.Name, Convert(field.Value)))),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
        YamlScalar { Kind: ScalarKind.Text } text => JsonValue.Create(text.Text),
        YamlScalar { Kind: ScalarKind.Null } => null,
        YamlScalar scalar => JsonNode.Parse(scalar.Text),
        _ => throw new NotSupportedException(node.TypeName),
    };
}
