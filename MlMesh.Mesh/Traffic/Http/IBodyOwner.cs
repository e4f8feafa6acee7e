namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Owns a connection that a body is read from.</summary>
internal interface IBodyOwner
{
    /// <summary>Called once, when the body was read to its end or given up.</summary>
    /// <param name="completed">Whether the connection stands at the end of the message.</param>
    void BodyEnded(bool completed);
}
