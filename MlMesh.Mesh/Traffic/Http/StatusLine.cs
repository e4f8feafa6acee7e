namespace MlMesh.Mesh.Traffic.Http;

/// <summary>The first line of an answer.</summary>
/// <param name="Status">100 to 999.</param>
/// <param name="Http10">Whether the version is HTTP/1.0.</param>
internal readonly record struct StatusLine(int Status, bool Http10);
