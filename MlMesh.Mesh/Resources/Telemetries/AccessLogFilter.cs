namespace MlMesh.Mesh.Resources;

/// <summary>Which requests are logged.</summary>
public sealed record AccessLogFilter
{
    /// <summary>CEL expression over Envoy's attributes.</summary>
    public string Expression { get; init; } = "";
}
