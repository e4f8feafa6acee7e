namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>Where in a request a token may be.</summary>
internal enum TokenPlace
{
    Header,
    QueryParameter,
    Cookie,
}
