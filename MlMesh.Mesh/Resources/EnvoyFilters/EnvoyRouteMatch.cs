namespace MlMesh.Mesh.Resources;

/// <summary>Which route.</summary>
public sealed record EnvoyRouteMatch
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Kind of action.</summary>
    public EnvoyRouteAction Action { get; init; }
}
