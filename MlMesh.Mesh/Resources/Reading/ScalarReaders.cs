using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Readers of texts, booleans, durations and bytes.</summary>
internal static class ScalarReaders
{
    private static readonly ReadOnlyMemory<byte> NoBytes = ReadOnlyMemory<byte>.Empty;

    public static object Text(YamlNode node, ReadContext context)
    {
        if (node is YamlScalar { Kind: ScalarKind.Text or ScalarKind.Null } scalar)
            return scalar.Text;

        var type = node is YamlScalar { Kind: ScalarKind.WholeNumber or ScalarKind.FractionalNumber } ? "number" : node.TypeName;
        context.Unreadable(node.Line, $"json: cannot unmarshal {type} into Go value of type string", node is YamlScalar ? "Put the value in quotes." : "Write a text here.");
        return "";
    }

    public static object AnyText(YamlNode node, ReadContext context) => node is YamlScalar scalar ? scalar.Text : Text(node, context);

    public static object Boolean(YamlNode node, ReadContext context)
    {
        if (node is YamlScalar { Kind: ScalarKind.Boolean or ScalarKind.Null } scalar)
            return scalar.Text == "true";

        context.Unreadable(node.Line, $"json: cannot unmarshal {node.TypeName} into Go value of type bool", "Write true or false, without quotes.");
        return false;
    }

    public static object? Duration(YamlNode node, ReadContext context)
    {
        if (node is YamlScalar { Kind: ScalarKind.Null })
            return null;
        if (node is YamlScalar { Kind: ScalarKind.Text } text && GoDuration.TryParse(text.Text, out var duration))
            return duration;

        var found = node is YamlScalar scalar ? $"\"{scalar.Text}\"" : node.TypeName;
        context.Unreadable(node.Line, $"bad Duration: time: invalid duration {found}", "Write a number with its unit, such as 1.5s or 300ms.");
        return null;
    }

    public static object Bytes(YamlNode node, ReadContext context)
    {
        if (node is not YamlScalar { Kind: ScalarKind.Text } text)
            return NoBytes;

        var buffer = new byte[text.Text.Length];
        if (Convert.TryFromBase64String(text.Text, buffer, out var length))
            return (ReadOnlyMemory<byte>)buffer.AsMemory(0, length);

        context.Unreadable(node.Line, "illegal base64 data", "Write the bytes in base64.");
        return NoBytes;
    }
}
