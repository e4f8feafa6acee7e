using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Tests that share one application under the mesh, one after another: each says which policy it needs.</summary>
[CollectionDefinition(Name)]
public sealed class MeshRuns : ICollectionFixture<MeshApplication>
{
    public const string Name = "Mesh";
}
