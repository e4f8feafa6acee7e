namespace MlMesh.Mesh.Resources;

/// <summary>A port with its protocol.</summary>
public sealed record SidecarPort
{
    /// <summary>Number.</summary>
    public uint Number { get; init; }

    /// <summary>Protocol.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Unused.</summary>
    public uint TargetPort { get; init; }
}
