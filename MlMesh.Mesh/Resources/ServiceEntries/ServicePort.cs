namespace MlMesh.Mesh.Resources;

/// <summary>A port of a ServiceEntry.</summary>
public sealed record ServicePort
{
    /// <summary>Number.</summary>
    public uint Number { get; init; }

    /// <summary>Protocol.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Port of the endpoints; 0: the same.</summary>
    public uint TargetPort { get; init; }
}
