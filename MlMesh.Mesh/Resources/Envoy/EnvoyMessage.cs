using System.Globalization;
using System.Text;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Reads the fields of an Envoy message in its YAML form, names in snake_case or camelCase, and remembers which; what nobody read is reported.</summary>
internal sealed class EnvoyMessage(YamlMapping node, string path, EnvoyReport report)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public int Line => node.Line;

    public string Path => path;

    public EnvoyReport Report => report;

    /// <summary>The names of the fields.</summary>
    public IEnumerable<string> Names => node.Fields.Select(entry => entry.Name);

    /// <summary>Whether a field is there, read or not.</summary>
    public bool Has(string field) => Find(field) is not null;

    /// <summary>Fields without effect on requests: names of statistics and the like.</summary>
    public void Ignore(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            Take(field);
    }

    public string Text(string field, string fallback = "") => Scalar(field, "a text") is { } scalar ? scalar.Text : fallback;

    public bool Flag(string field, bool fallback = false)
    {
        if (Scalar(field, "true or false") is not { } scalar)
            return fallback;
        if (scalar.Kind == ScalarKind.Boolean)
            return scalar.Text == "true";
        report.Unreadable(At(field), scalar, "true or false");
        return fallback;
    }

    public uint Number(string field, uint fallback = 0)
    {
        if (Scalar(field, "a whole number") is not { } scalar)
            return fallback;
        if (uint.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        report.Unreadable(At(field), scalar, "a whole number");
        return fallback;
    }

    public TimeSpan? Duration(string field)
    {
        if (Scalar(field, "a duration such as 60s") is not { } scalar)
            return null;
        if (scalar.Text.EndsWith('s') && GoDuration.TryParse(scalar.Text, out var duration))
            return duration;
        report.Unreadable(At(field), scalar, "a duration such as 60s");
        return null;
    }

    /// <summary>An enumeration's value by its name, or by its number from 0.</summary>
    public int Choice(string field, params ReadOnlySpan<string> names)
    {
        if (Scalar(field, "a name") is not { } scalar)
            return 0;
        var index = int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : names.IndexOf(scalar.Text);
        if (index >= 0 && index < names.Length)
            return index;
        report.Refused(At(field), scalar.Line, $"unknown value {scalar.Text}");
        return 0;
    }

    public EnvoyMessage? Message(string field)
    {
        if (Take(field) is not { } value)
            return null;
        if (value is YamlMapping mapping)
            return new EnvoyMessage(mapping, At(field), report);
        report.Unreadable(At(field), value, "an object");
        return null;
    }

    public IReadOnlyList<EnvoyMessage> Messages(string field)
    {
        if (Take(field) is not { } value)
            return [];
        if (value is not YamlSequence sequence)
        {
            report.Unreadable(At(field), value, "a list");
            return [];
        }

        var messages = new List<EnvoyMessage>();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{At(field)}[{i}]");
            if (sequence.Items[i] is YamlMapping mapping)
                messages.Add(new EnvoyMessage(mapping, at, report));
            else
                report.Unreadable(at, sequence.Items[i], "an object");
        }

        return messages;
    }

    /// <summary>A field that must be there.</summary>
    public void Require(string field)
    {
        if (!Has(field))
            report.Refused(path, node.Line, $"{field} is required");
    }

    /// <summary>Reports the fields that nobody read.</summary>
    public void Done()
    {
        foreach (var field in node.Fields)
        {
            if (!_read.Contains(field.Name))
                report.Unsupported(At(field.Name), field.Line, $"{field.Name} is not carried out by the local mesh");
        }
    }

    /// <summary>The message in one line, the same for the same content.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Print(node, text);
        return text.ToString();
    }

    private static void Print(YamlNode value, StringBuilder text)
    {
        switch (value)
        {
            case YamlMapping mapping:
                foreach (var field in mapping.Fields.OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    text.Append('{').Append(field.Name).Append(' ');
                    Print(field.Value, text);
                    text.Append('}');
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    text.Append('[');
                    Print(item, text);
                    text.Append(']');
                }

                break;
            case YamlScalar scalar:
                text.Append(scalar.Text.Length).Append('"').Append(scalar.Text);
                break;
        }
    }

    private string At(string field) => $"{path}.{field}";

    private YamlScalar? Scalar(string field, string expected)
    {
        if (Take(field) is not { } value)
            return null;
        if (value is YamlScalar scalar)
            return scalar;
        report.Unreadable(At(field), value, expected);
        return null;
    }

    private YamlNode? Take(string field)
    {
        _read.Add(field);
        _read.Add(CamelCase(field));
        return Find(field);
    }

    private YamlNode? Find(string field) => (node[field] ?? node[CamelCase(field)]) is { } value && value is not YamlScalar { Kind: ScalarKind.Null } ? value : null;

    private static string CamelCase(string field)
    {
        var parts = field.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
