using System.Globalization;
using System.Text.RegularExpressions;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>Compares a resource with the schema of its kind, as the Kubernetes API server does before Istio sees it.</summary>
internal sealed partial class SchemaCheck
{
    private const int MaxNameLength = 253;
    private const string IstioGroup = ".istio.io/";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain { get; }

    private readonly Action<string, int, string, string> _report;

    private SchemaCheck(Action<string, int, string, string> report) => _report = report;

    /// <summary>Checks a resource; one of a kind without schema has no findings.</summary>
    public static IReadOnlyList<Finding> Of(MeshResource resource)
    {
        var findings = new List<Finding>();
        if (resource.Document is not { } document || !resource.ApiVersion.Contains(IstioGroup, StringComparison.Ordinal) || !SchemaLibrary.All.TryGetValue(resource.Kind, out var schema))
            return findings;

        new SchemaCheck((field, line, message, remedy) => findings.Add(new Finding
        {
            Severity = FindingSeverity.Error,
            Origin = FindingOrigin.Schema,
            Location = resource.Location with { Line = line },
            Field = field,
            Message = message,
            Remedy = remedy,
            Resource = resource.Id,
        })).CheckResource(document, schema);
        return findings;
    }

    private void CheckResource(YamlMapping document, Schema schema)
    {
        CheckName(document["metadata"]?["name"] as YamlScalar);
        CheckRequired(document, schema, "");
        foreach (var field in document.Fields)
        {
            if (schema.Properties.TryGetValue(field.Name, out var part))
                Check(field.Value, part, field.Name);
            else if (field.Name is not ("apiVersion" or "kind" or "metadata" or "status"))
                _report(field.Name, field.Line, $"unknown field \"{field.Name}\"", "Remove it.");
        }
    }

    private void CheckName(YamlScalar? name)
    {
        if (name is not null && (name.Text.Length > MaxNameLength || !Subdomain.IsMatch(name.Text)))
            _report("metadata.name", name.Line, $"Invalid value: \"{name.Text}\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'", "Rename it.");
    }

    private void Check(YamlNode node, Schema schema, string path)
    {
        if (node is YamlScalar { Kind: ScalarKind.Null })
        {
            if (!schema.Nullable)
                _report(path, node.Line, $"Invalid value: \"null\": must be of type {schema.Type}", "State a value, or leave out the field.");
            return;
        }

        if (!HasType(node, schema))
        {
            _report(path, node.Line, $"Invalid value: \"{node.TypeName}\": must be of type {schema.Type}", $"Write {Article(schema.Type!)}.");
            return;
        }

        switch (node)
        {
            case YamlMapping mapping:
                CheckMapping(mapping, schema, path);
                break;
            case YamlSequence sequence:
                CheckSequence(sequence, schema, path);
                break;
            case YamlScalar scalar:
                CheckScalar(scalar, schema, path);
                break;
        }

        if (!SchemaConditions.Hold(node, schema))
            _report(path, node.Line, "must validate one and only one schema (oneOf)", $"Keep one of the fields that exclude each other: {string.Join(", ", SchemaConditions.Exclusive(schema))}.");
        foreach (var rule in schema.Rules.Where(rule => !rule.Holds(node)))
            _report(path, node.Line, $"Invalid value: {rule.Message}", "Correct the value.");
    }

    private static bool HasType(YamlNode node, Schema schema) => schema.Type switch
    {
        null => true,
        "number" => node is YamlScalar { Kind: ScalarKind.WholeNumber or ScalarKind.FractionalNumber },
        var type => node.TypeName == type,
    };

    private void CheckMapping(YamlMapping mapping, Schema schema, string path)
    {
        CheckCount(mapping.Fields.Count, schema.MinProperties, schema.MaxProperties, mapping, path, "properties");
        CheckRequired(mapping, schema, path);
        foreach (var field in mapping.Fields)
        {
            if (schema.Properties.TryGetValue(field.Name, out var part))
                Check(field.Value, part, $"{path}.{field.Name}");
            else if (schema.AdditionalProperties is { } values)
                Check(field.Value, values, $"{path}[{field.Name}]");
            else if (!schema.PreservesUnknownFields)
                _report($"{path}.{field.Name}", field.Line, $"unknown field \"{path}.{field.Name}\"", FieldNames.Suggestion(field.Name, schema.Properties.Keys));
        }
    }

    private void CheckRequired(YamlMapping mapping, Schema schema, string path)
    {
        foreach (var name in schema.Required.Where(name => mapping[name] is null))
            _report(path.Length == 0 ? name : $"{path}.{name}", mapping.Line, "Required value", $"Add {name}.");
    }

    private void CheckSequence(YamlSequence sequence, Schema schema, string path)
    {
        CheckCount(sequence.Items.Count, schema.MinItems, schema.MaxItems, sequence, path, "items");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            if (schema.Items is { } part)
                Check(item, part, $"{path}[{i}]");
            if (schema.ListMapKeys.Count > 0 && !keys.Add(string.Join('\n', schema.ListMapKeys.Select(key => (item[key] as YamlScalar)?.Text))))
                _report($"{path}[{i}]", item.Line, "Duplicate value", $"Give each item its own {string.Join(" and ", schema.ListMapKeys)}.");
        }
    }

    private void CheckCount(int count, int? least, int? most, YamlNode node, string path, string what)
    {
        if (count < least)
            _report(path, node.Line, $"Invalid value: {count}: should have at least {least} {what}", "Add some.");
        if (count > most)
            _report(path, node.Line, $"Too many: {count}: must have at most {most} {what}", "Remove some.");
    }

    private void CheckScalar(YamlScalar scalar, Schema schema, string path)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Contains(scalar.Text))
            _report(path, scalar.Line, $"Unsupported value: \"{scalar.Text}\"", $"Write one of {string.Join(", ", schema.Enum)}.");
        if (scalar.Kind == ScalarKind.Text)
        {
            var length = scalar.Text.EnumerateRunes().Count();
            if (length < schema.MinLength)
                _report(path, scalar.Line, $"Invalid value: \"{scalar.Text}\": should be at least {schema.MinLength} chars long", "State a value, or leave out the field.");
            if (length > schema.MaxLength)
                _report(path, scalar.Line, $"Too long: may not be more than {schema.MaxLength} characters", "Shorten it.");
            if (schema.Pattern?.IsMatch(scalar.Text) == false)
                _report(path, scalar.Line, $"Invalid value: \"{scalar.Text}\": should match '{schema.Pattern}'", "Correct the value.");
        }
        else if (scalar.Kind is ScalarKind.WholeNumber or ScalarKind.FractionalNumber)
        {
            CheckNumber(scalar, schema, path);
        }
    }

    private void CheckNumber(YamlScalar scalar, Schema schema, string path)
    {
        var number = double.Parse(scalar.Text, CultureInfo.InvariantCulture);
        if (number < schema.Minimum)
            _report(path, scalar.Line, FormattableString.Invariant($"Invalid value: {scalar.Text}: should be greater than or equal to {schema.Minimum}"), "Raise it.");
        if (number > schema.Maximum)
            _report(path, scalar.Line, FormattableString.Invariant($"Invalid value: {scalar.Text}: should be less than or equal to {schema.Maximum}"), "Lower it.");
        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue)
            _report(path, scalar.Line, $"Invalid value: {scalar.Text}: must be of type integer (int32 format)", "Lower it.");
    }

    private static string Article(string type) => type is "array" or "integer" or "object" ? $"an {type}" : $"a {type}";
}
