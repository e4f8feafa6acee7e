using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.PolicyTests.Validator;

/// <summary>Compares parts of a rule as they are written; the order of fields does not count, and a short host means its full name.</summary>
internal static class RuleText
{
    private const string Host = "host";

    public static bool Same(YamlNode? expected, YamlNode? actual, string ns) => (expected, actual) switch
    {
        (YamlMapping a, YamlMapping b) => a.Fields.Count == b.Fields.Count && a.Fields.All(field => b[field.Name] is { } other
            && (Same(field.Value, other, ns) || (field.Name == Host && field.Value is YamlScalar mine && other is YamlScalar theirs && HostNames.Resolve(mine.Text, ns) == HostNames.Resolve(theirs.Text, ns)))),
        (YamlSequence a, YamlSequence b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second, ns)),
        (YamlScalar a, YamlScalar b) => a.Text == b.Text,
        (null or YamlSequence { Items.Count: 0 } or YamlMapping { Fields.Count: 0 }, null or YamlSequence { Items.Count: 0 } or YamlMapping { Fields.Count: 0 }) => true,
        _ => false,
    };

    /// <summary>The value in one line.</summary>
    public static string Of(YamlNode? node) => node switch
    {
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Fields.Select(field => $"{field.Name}: {Of(field.Value)}"))}}}",
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Of))}]",
        YamlScalar scalar => scalar.Text,
        _ => "none",
    };
}
