namespace MlMesh.Mesh.Resources;

/// <summary>An environment variable of the proxy.</summary>
public sealed record EnvironmentTag
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Used when it is missing.</summary>
    public string DefaultValue { get; init; } = "";
}
