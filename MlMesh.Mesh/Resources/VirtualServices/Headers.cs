namespace MlMesh.Mesh.Resources;

/// <summary>Header changes.</summary>
public sealed record Headers
{
    /// <summary>On the request.</summary>
    public HeaderOperations? Request { get; init; }

    /// <summary>On the response.</summary>
    public HeaderOperations? Response { get; init; }
}
