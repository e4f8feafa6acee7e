using System.Reflection;

namespace MlMesh.Mesh.Resources;

/// <summary>How one property of a resource's record is read from its field.</summary>
internal sealed class FieldShape
{
    private readonly PropertyInfo _property;
    private readonly ValueReader _read;

    public FieldShape(PropertyInfo property, int index, bool isPartial)
    {
        _property = property;
        Index = index;
        var wire = property.GetCustomAttribute<WireNameAttribute>();
        Name = wire?.Name ?? WireNames.CamelCase(property.Name);
        SnakeCaseName = wire?.SnakeCase ?? WireNames.SnakeCase(Name);
        OneOf = property.GetCustomAttribute<OneOfAttribute>()?.Group;
        ClusterOnly = property.GetCustomAttribute<ClusterOnlyAttribute>()?.Reason;
        _read = ValueReaders.For(property.PropertyType, isPartial);
    }

    /// <summary>Name in the file.</summary>
    public string Name { get; }

    /// <summary>Place among the fields of the record, which is that of Istio's message.</summary>
    public int Index { get; }

    /// <summary>The other name that Istio's reader takes.</summary>
    public string SnakeCaseName { get; }

    /// <summary>Group of fields of which one may be set.</summary>
    public string? OneOf { get; }

    /// <summary>Why the field has no effect here; null when it has.</summary>
    public string? ClusterOnly { get; }

    public void Clear(object record) => _property.SetValue(record, null);

    public void Read(object record, Yaml.YamlNode node, ReadContext context) => _property.SetValue(record, _read(node, context));
}
