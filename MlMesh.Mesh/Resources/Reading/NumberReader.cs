using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a number, which may be quoted, as protobuf's JSON form allows.</summary>
internal sealed class NumberReader(Type type)
{
    private readonly string _goName = Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => "int32",
        TypeCode.UInt32 => "uint32",
        TypeCode.UInt64 => "uint64",
        _ => "float64",
    };

    public object? Read(YamlNode node, ReadContext context)
    {
        if (node is YamlScalar { Kind: not ScalarKind.Boolean } scalar)
        {
            if (scalar.Kind == ScalarKind.Null)
                return Convert.ChangeType(0, type, CultureInfo.InvariantCulture);
            if (Parse(scalar.Text) is { } number)
                return number;
        }

        var found = node is YamlScalar other ? $"{(other.Kind is ScalarKind.WholeNumber or ScalarKind.FractionalNumber ? "number" : other.TypeName)} {other.Text}" : node.TypeName;
        context.Unreadable(node.Line, $"json: cannot unmarshal {found} into Go value of type {_goName}", Remedy);
        return Convert.ChangeType(0, type, CultureInfo.InvariantCulture);
    }

    private string Remedy => _goName switch
    {
        "float64" => "Write a number.",
        "int32" => "Write a whole number.",
        _ => "Write a whole number that is not negative.",
    };

    private object? Parse(string text)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => int.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.UInt32 => uint.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.UInt64 => ulong.TryParse(text, Whole, culture, out var number) ? number : null,
            _ => double.TryParse(text, NumberStyles.Float, culture, out var number) ? number : null,
        };
    }
}
