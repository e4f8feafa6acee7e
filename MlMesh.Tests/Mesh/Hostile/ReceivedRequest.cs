namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>A request as it reached a server.</summary>
/// <param name="Target">Request target, byte for byte.</param>
/// <param name="Headers">Header lines by name.</param>
/// <param name="Body">The whole body.</param>
internal sealed record ReceivedRequest(string Target, IReadOnlyDictionary<string, string?[]> Headers, string Body);
