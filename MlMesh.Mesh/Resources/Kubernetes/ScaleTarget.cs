namespace MlMesh.Mesh.Resources;

/// <summary>The workload that an autoscaler scales.</summary>
[OtherFieldsIgnored]
public sealed record ScaleTarget
{
    /// <summary>Kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
