namespace MlMesh.Inference.Features;

/// <summary>Whose hash of historical rates is read.</summary>
internal enum TableEntity
{
    Origin,
    Destination,
    Route,
}
