namespace MlMesh.Mesh.Traffic.Http;

/// <summary>The first line of a request.</summary>
/// <param name="Method">The method token.</param>
/// <param name="Target">The request target as sent.</param>
/// <param name="Http10">Whether the version is HTTP/1.0.</param>
internal readonly record struct RequestLine(string Method, string Target, bool Http10);
