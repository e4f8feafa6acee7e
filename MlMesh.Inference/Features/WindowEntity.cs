namespace MlMesh.Inference.Features;

/// <summary>Whose online counters are read.</summary>
internal enum WindowEntity
{
    Origin,
    Destination,
    System,
}
