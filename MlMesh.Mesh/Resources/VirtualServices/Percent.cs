namespace MlMesh.Mesh.Resources;

/// <summary>A share of requests.</summary>
public sealed record Percent
{
    /// <summary>0 to 100, in steps of 0.0001.</summary>
    public double Value { get; init; }
}
