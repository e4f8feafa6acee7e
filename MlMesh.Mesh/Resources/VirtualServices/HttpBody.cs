namespace MlMesh.Mesh.Resources;

/// <summary>A body stated in the policy.</summary>
public sealed record HttpBody
{
    /// <summary>As text.</summary>
    [WireName("string")]
    [OneOf("specifier")]
    public string? Text { get; init; }

    /// <summary>As bytes (base64 in the file).</summary>
    [OneOf("specifier")]
    public ReadOnlyMemory<byte>? Bytes { get; init; }
}
