namespace MlMesh.Mesh.Resources;

/// <summary>The record holds only what the mesh needs of a larger API; its other fields are skipped in silence.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OtherFieldsIgnoredAttribute : Attribute;
