using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>A token as it was found in a request.</summary>
/// <param name="Text">The token.</param>
/// <param name="Place">Where it was.</param>
/// <param name="Name">Name of the header, query parameter or cookie.</param>
internal readonly record struct LocatedToken(StringSegment Text, TokenPlace Place, string Name);
