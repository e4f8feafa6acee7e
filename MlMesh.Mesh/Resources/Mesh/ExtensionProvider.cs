namespace MlMesh.Mesh.Resources;

/// <summary>A named provider.</summary>
[OtherFieldsIgnored]
public sealed record ExtensionProvider
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>An HTTP authorizer.</summary>
    public EnvoyExtAuthzHttp? EnvoyExtAuthzHttp { get; init; }

    /// <summary>A gRPC authorizer.</summary>
    [ClusterOnly("an authorizer that speaks gRPC; here whatever it would be asked about is refused")]
    public EnvoyExtAuthzGrpc? EnvoyExtAuthzGrpc { get; init; }
}
