namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Wants to know how the reading of a body ended.</summary>
internal interface IBodyOwner
{
    /// <summary>Called once, when the body was read to its end or given up.</summary>
    void BodyEnded(BodyEnd end);
}
