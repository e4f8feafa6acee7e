namespace MlMesh.Mesh.Resources;

/// <summary>An Envoy format string.</summary>
public sealed record FormatterTag
{
    /// <summary>The format.</summary>
    public string Value { get; init; } = "";
}
