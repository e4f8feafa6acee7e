namespace MlMesh.Mesh.Resources;

/// <summary>A container of a Pod.</summary>
[OtherFieldsIgnored]
public sealed record PodContainer
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Image.</summary>
    public string Image { get; init; } = "";

    /// <summary>Its ports.</summary>
    public IReadOnlyList<PodContainerPort> Ports { get; init; } = [];

    /// <summary>Environment.</summary>
    public IReadOnlyList<EnvironmentVariable> Env { get; init; } = [];

    /// <summary>As whom it runs.</summary>
    public PodSecurityContext? SecurityContext { get; init; }
}
