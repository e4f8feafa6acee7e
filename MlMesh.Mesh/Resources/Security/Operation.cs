namespace MlMesh.Mesh.Resources;

/// <summary>What a request asks for; all fields that are set must match.</summary>
public sealed record Operation
{
    /// <summary>Hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Hosts that it must not be.</summary>
    public IReadOnlyList<string> NotHosts { get; init; } = [];

    /// <summary>Ports of the workload.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Ports that it must not be.</summary>
    public IReadOnlyList<string> NotPorts { get; init; } = [];

    /// <summary>Methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Methods that it must not be.</summary>
    public IReadOnlyList<string> NotMethods { get; init; } = [];

    /// <summary>Paths, with <c>*</c> at an end or templates.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Paths that it must not be.</summary>
    public IReadOnlyList<string> NotPaths { get; init; } = [];
}
