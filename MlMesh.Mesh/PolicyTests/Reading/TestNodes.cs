using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Reading;

/// <summary>Reads values of a test file; what is wrong is said with its line.</summary>
internal static class TestNodes
{
    private const string None = "none";

    /// <summary>The fields of a mapping, of which only these names are allowed.</summary>
    public static IReadOnlyList<YamlField> Fields(this YamlNode node, string what, IReadOnlyCollection<string>? allowed = null)
    {
        if (node is not YamlMapping mapping)
            throw new TestSyntaxException(node.Line, $"{what} must be a mapping, not {node.TypeName}");
        if (allowed is not null && mapping.Fields.FirstOrDefault(field => !allowed.Contains(field.Name)) is { } unknown)
            throw new TestSyntaxException(unknown.Line, $"{what} has no field '{unknown.Name}'; it may have {string.Join(", ", allowed)}");
        return mapping.Fields;
    }

    public static IReadOnlyList<YamlNode> Items(this YamlNode node, string what) =>
        node is YamlSequence sequence ? sequence.Items : throw new TestSyntaxException(node.Line, $"{what} must be a list, not {node.TypeName}");

    public static string Text(this YamlNode node, string what) =>
        node is YamlScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : throw new TestSyntaxException(node.Line, $"{what} must be a text, not {node.TypeName}");

    public static double Number(this YamlNode node, string what) =>
        node is YamlScalar { Kind: ScalarKind.WholeNumber or ScalarKind.FractionalNumber } scalar
            ? double.Parse(scalar.Text, CultureInfo.InvariantCulture)
            : throw new TestSyntaxException(node.Line, $"{what} must be a number, not {node.TypeName}");

    public static int Whole(this YamlNode node, string what) =>
        node is YamlScalar { Kind: ScalarKind.WholeNumber } scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TestSyntaxException(node.Line, $"{what} must be a whole number, not {node.TypeName}");

    public static bool Flag(this YamlNode node, string what) =>
        node is YamlScalar { Kind: ScalarKind.Boolean } scalar ? scalar.Text == "true" : throw new TestSyntaxException(node.Line, $"{what} must be true or false");

    public static TimeSpan Duration(this YamlNode node, string what) =>
        GoDuration.TryParse(node.Text(what), out var duration) ? duration : throw new TestSyntaxException(node.Line, $"{what} must be a duration such as 10s or 250ms, or none");

    /// <summary>Whether the value is the word <c>none</c>.</summary>
    public static bool IsNone(this YamlNode node) => node is YamlScalar { Text: None };

    /// <summary>Names with their values; a null stands for absence, a list for several lines.</summary>
    public static IReadOnlyList<(string Name, int Line, IReadOnlyList<string>? Values)> Headers(this YamlNode node, string what) =>
    [
        .. node.Fields(what).Select(field => (field.Name.ToLowerInvariant(), field.Line, (IReadOnlyList<string>?)(field.Value switch
        {
            YamlScalar { Kind: ScalarKind.Null } => null,
            YamlSequence list => [.. list.Items.Select(item => item.Text($"{what}.{field.Name}"))],
            var value => [value.Text($"{what}.{field.Name}")],
        }))),
    ];
}
