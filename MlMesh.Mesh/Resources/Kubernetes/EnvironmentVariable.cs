namespace MlMesh.Mesh.Resources;

/// <summary>An environment variable of a container.</summary>
[OtherFieldsIgnored]
public sealed record EnvironmentVariable
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Value; empty when it comes from elsewhere.</summary>
    public string Value { get; init; } = "";
}
