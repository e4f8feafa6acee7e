namespace MlMesh.Mesh.Resources;

/// <summary>Which filter.</summary>
public sealed record EnvoyFilterMatch
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Filter inside it.</summary>
    public EnvoySubFilterMatch? SubFilter { get; init; }
}
