namespace MlMesh.Mesh.Resources;

/// <summary>A requirement on one label.</summary>
[OtherFieldsIgnored]
public sealed record LabelRequirement
{
    /// <summary>Name of the label.</summary>
    public string Key { get; init; } = "";

    /// <summary>In, NotIn, Exists or DoesNotExist.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Values for In and NotIn.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
