using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>A node of the schema of a kind, as Kubernetes has it in a custom resource definition.</summary>
internal sealed record Schema
{
    /// <summary>Type of the value in JSON; null for a part that only sets conditions.</summary>
    public string? Type { get; init; }

    public bool Nullable { get; init; }

    public bool PreservesUnknownFields { get; init; }

    public IReadOnlyDictionary<string, Schema> Properties { get; init; } = new Dictionary<string, Schema>();

    /// <summary>Schema of the values of a map.</summary>
    public Schema? AdditionalProperties { get; init; }

    public Schema? Items { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyList<string> Enum { get; init; } = [];

    public string? Format { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public Regex? Pattern { get; init; }

    /// <summary>Fields whose values make the items of a list distinct.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    public IReadOnlyList<Schema> OneOf { get; init; } = [];

    public IReadOnlyList<Schema> AllOf { get; init; } = [];

    public IReadOnlyList<Schema> AnyOf { get; init; } = [];

    public Schema? Not { get; init; }

    public IReadOnlyList<SchemaRule> Rules { get; init; } = [];
}
