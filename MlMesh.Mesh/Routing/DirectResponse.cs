namespace MlMesh.Mesh.Routing;

/// <summary>An answer that the proxy gives itself.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body, or none. A body has content-type text/plain unless header operations say otherwise.</param>
public sealed record DirectResponse(int Status, ReadOnlyMemory<byte> Body);
