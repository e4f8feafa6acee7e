using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.External;

/// <summary>What an external authorizer said.</summary>
/// <param name="Status">Its status, below 500.</param>
/// <param name="Headers">Its headers, without those of the connection.</param>
/// <param name="Body">Its body.</param>
internal readonly record struct AuthorizationAnswer(int Status, HeaderList Headers, ReadOnlyMemory<byte> Body);
