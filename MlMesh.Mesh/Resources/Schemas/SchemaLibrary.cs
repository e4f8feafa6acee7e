using System.Text.Json;
using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>The schemas of Istio's kinds, from its custom resource definitions (<c>istio-1.30.json</c>, made by <c>condense.py</c>).</summary>
internal sealed class SchemaLibrary
{
    private readonly Dictionary<string, Schema> _definitions = new(StringComparer.Ordinal);
    private readonly JsonElement _definitionElements;

    private SchemaLibrary(JsonElement root)
    {
        _definitionElements = root.GetProperty("definitions");
        Kinds = root.GetProperty("kinds").EnumerateObject().ToDictionary(kind => kind.Name, kind => Read(kind.Value), StringComparer.Ordinal);
    }

    /// <summary>Loaded on first use.</summary>
    public static IReadOnlyDictionary<string, Schema> All { get; } = Load();

    private Dictionary<string, Schema> Kinds { get; }

    private static Dictionary<string, Schema> Load()
    {
        using var stream = typeof(SchemaLibrary).Assembly.GetManifestResourceStream("istio-1.30.json")!;
        using var document = JsonDocument.Parse(stream);
        return new SchemaLibrary(document.RootElement).Kinds;
    }

    private Schema Read(JsonElement element)
    {
        if (element.TryGetProperty("$ref", out var reference))
            return Definition(reference.GetString()!);

        return new Schema
        {
            Type = Text(element, "type"),
            Nullable = IsSet(element, "nullable"),
            PreservesUnknownFields = IsSet(element, "x-kubernetes-preserve-unknown-fields"),
            Properties = Fields(element, "properties").ToDictionary(field => field.Name, field => Read(field.Value), StringComparer.Ordinal),
            AdditionalProperties = One(element, "additionalProperties"),
            Items = One(element, "items"),
            Required = Texts(element, "required"),
            Enum = Texts(element, "enum"),
            Format = Text(element, "format"),
            Minimum = Number(element, "minimum"),
            Maximum = Number(element, "maximum"),
            MinLength = (int?)Number(element, "minLength"),
            MaxLength = (int?)Number(element, "maxLength"),
            MinItems = (int?)Number(element, "minItems"),
            MaxItems = (int?)Number(element, "maxItems"),
            MinProperties = (int?)Number(element, "minProperties"),
            MaxProperties = (int?)Number(element, "maxProperties"),
            Pattern = Text(element, "pattern") is { } pattern ? Re2.Search(pattern) : null,
            ListMapKeys = Texts(element, "x-kubernetes-list-map-keys"),
            OneOf = Several(element, "oneOf"),
            AllOf = Several(element, "allOf"),
            AnyOf = Several(element, "anyOf"),
            Not = One(element, "not"),
            Rules = [.. Items(element, "x-kubernetes-validations").Select(rule => new SchemaRule(CelRules.For(Text(rule, "rule")!), Text(rule, "message") ?? Text(rule, "rule")!))],
        };
    }

    private Schema Definition(string name)
    {
        if (!_definitions.TryGetValue(name, out var schema))
            _definitions[name] = schema = Read(_definitionElements.GetProperty(name));
        return schema;
    }

    private Schema? One(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Read(value) : null;

    private IReadOnlyList<Schema> Several(JsonElement element, string name) => [.. Items(element, name).Select(Read)];

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Fields(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.EnumerateObject() : default;

    private static IReadOnlyList<string> Texts(JsonElement element, string name) => [.. Items(element, name).Select(item => item.GetString()!)];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static bool IsSet(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();
}
