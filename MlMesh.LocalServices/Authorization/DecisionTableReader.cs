using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.LocalServices.Authorization;

/// <summary>Reads a decision table. A field that it does not know, or that is missing, is an error: a table read by half would open what it should close.</summary>
internal sealed class DecisionTableReader(string file)
{
    private static readonly string[] RuleFields = ["name", "allow", "roles", "methods", "paths", "versions"];
    private static readonly string[] CaseFields = ["role", "method", "path", "allow"];

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">The table is wrong; the message names file, line and field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DecisionTable Read(string file) => new DecisionTableReader(file).Parse(File.ReadAllText(file));

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidDataException">The table is wrong; the message names file, line and field.</exception>
    public DecisionTable Parse(string text)
    {
        try
        {
            var root = YamlDocuments.Read(text, (line, message) => throw Fault(line, message)).OfType<YamlMapping>().FirstOrDefault() ?? throw Fault(1, "a mapping with rules is expected");
            Known(root, ["rules", "cases"]);
            return new DecisionTable([.. List(root, "rules").Select(Rule)], [.. List(root, "cases").Select(Case)]);
        }
        catch (YamlSyntaxException failure)
        {
            throw Fault(failure.Line, failure.Message);
        }
    }

    private DecisionRule Rule(YamlMapping node)
    {
        Known(node, RuleFields);
        return new DecisionRule(Text(node, "name"), Flag(node, "allow"))
        {
            Roles = Texts(node, "roles"),
            Methods = Texts(node, "methods"),
            Paths = Texts(node, "paths"),
            Versions = node["versions"] is null ? [] : Texts(node, "versions"),
        };
    }

    private DecisionCase Case(YamlMapping node)
    {
        Known(node, CaseFields);
        return new DecisionCase(Text(node, "role"), Text(node, "method"), Text(node, "path"), Flag(node, "allow"));
    }

    private IEnumerable<YamlMapping> List(YamlMapping node, string field) => node[field] is YamlSequence items
        ? items.Items.Select(item => item as YamlMapping ?? throw Fault(item.Line, $"{field} holds mappings"))
        : throw Fault(node.Line, $"{field} must be a list");

    private string[] Texts(YamlMapping node, string field) => node[field] is YamlSequence { Items.Count: > 0 } items
        ? [.. items.Items.Select(item => (item as YamlScalar)?.Text ?? throw Fault(item.Line, $"{field} holds texts"))]
        : throw Fault(node.Line, $"{field} must be a list with something in it");

    private string Text(YamlMapping node, string field) => node[field] is YamlScalar { Kind: ScalarKind.Text } text ? text.Text : throw Fault(node.Line, $"{field} must be a text");

    private bool Flag(YamlMapping node, string field) =>
        node[field] is YamlScalar { Kind: ScalarKind.Boolean } flag ? flag.Text == "true" : throw Fault(node.Line, $"{field} must be true or false");

    private void Known(YamlMapping node, string[] fields)
    {
        if (node.Fields.FirstOrDefault(field => !fields.Contains(field.Name)) is { } unknown)
            throw Fault(unknown.Line, $"unknown field {unknown.Name}; known are {string.Join(", ", fields)}");
    }

    private InvalidDataException Fault(int line, string message) => new($"{file}({line}): {message}.");
}
