namespace MlMesh.Mesh.Resources;

/// <summary>How much of a body an authorizer gets.</summary>
public sealed record ExtAuthzRequestBody
{
    /// <summary>Most bytes.</summary>
    public uint MaxRequestBytes { get; init; }

    /// <summary>Whether a larger body is cut.</summary>
    public bool AllowPartialMessage { get; init; }

    /// <summary>Whether it is sent as bytes.</summary>
    public bool PackAsBytes { get; init; }
}
