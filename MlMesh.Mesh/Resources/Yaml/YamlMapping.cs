namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A mapping with the order of the file.</summary>
public sealed record YamlMapping : YamlNode
{
    private readonly Dictionary<string, YamlNode> _byName;

    /// <summary>Makes a mapping.</summary>
    /// <param name="line">Line of its beginning, from 1.</param>
    /// <param name="fields">Its fields; names must differ.</param>
    public YamlMapping(int line, IReadOnlyList<YamlField> fields) : base(line)
    {
        Fields = fields;
        _byName = fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
    }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<YamlField> Fields { get; }

    /// <inheritdoc />
    public override string TypeName => "object";

    /// <inheritdoc />
    public override YamlNode? this[string field] => _byName.GetValueOrDefault(field);
}
