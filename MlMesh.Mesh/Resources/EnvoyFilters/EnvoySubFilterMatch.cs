namespace MlMesh.Mesh.Resources;

/// <summary>Filter inside a filter.</summary>
public sealed record EnvoySubFilterMatch
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
