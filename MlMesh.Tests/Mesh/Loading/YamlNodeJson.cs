using System.Text.Json;
using System.Text.Json.Serialization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>Writes what a YAML node says, without the lines it says it on.</summary>
internal sealed class YamlNodeJson : JsonConverter<YamlNode>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(YamlNode));

    public override YamlNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, YamlNode value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case YamlMapping mapping:
                writer.WriteStartObject();
                foreach (var field in mapping.Fields)
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field.Value, options);
                }

                writer.WriteEndObject();
                break;
            case YamlSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                    Write(writer, item, options);
                writer.WriteEndArray();
                break;
            case YamlScalar scalar:
                writer.WriteStringValue($"{scalar.Kind} {scalar.Text}");
                break;
        }
    }
}
