namespace MlMesh.Mesh.Resources.Admission;

/// <summary>A text is no CEL expression.</summary>
internal sealed class CelSyntaxException(int column, string message) : Exception(message)
{
    public int Column { get; } = column;
}
