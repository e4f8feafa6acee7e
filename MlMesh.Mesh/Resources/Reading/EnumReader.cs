using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads an enumeration by Istio's name or its number.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2080", Justification = RecordShape.Kept)]
internal sealed class EnumReader(Type type)
{
    private readonly Dictionary<string, object> _byName = Enum.GetNames(type).ToDictionary(
        name => type.GetField(name)!.GetCustomAttribute<WireNameAttribute>()?.Name ?? WireNames.UpperSnakeCase(name),
        name => Enum.Parse(type, name),
        StringComparer.Ordinal);

    public object? Read(YamlNode node, ReadContext context)
    {
        if (node is YamlScalar { Kind: ScalarKind.Null })
            return Enum.ToObject(type, 0);
        if (node is YamlScalar { Kind: ScalarKind.Text } text && _byName.TryGetValue(text.Text, out var named))
            return named;
        if (node is YamlScalar { Kind: ScalarKind.WholeNumber } number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var value))
            return Enum.ToObject(type, value);

        var found = node is YamlScalar scalar ? $"\"{scalar.Text}\"" : node.TypeName;
        context.Unreadable(node.Line, $"unknown value {found} for enum", $"Write one of {string.Join(", ", _byName.Keys)}.");
        return null;
    }
}
