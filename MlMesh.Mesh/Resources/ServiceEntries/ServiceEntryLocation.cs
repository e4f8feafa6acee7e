namespace MlMesh.Mesh.Resources;

/// <summary>Whether hosts are inside the mesh.</summary>
public enum ServiceEntryLocation
{
    /// <summary>Outside.</summary>
    MeshExternal,

    /// <summary>Inside.</summary>
    MeshInternal,
}
