namespace MlMesh.Mesh.Resources;

/// <summary>A listener of a Kubernetes Gateway.</summary>
[OtherFieldsIgnored]
public sealed record ApiGatewayListener
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Host that it is for; empty: all.</summary>
    public string Hostname { get; init; } = "";
}
