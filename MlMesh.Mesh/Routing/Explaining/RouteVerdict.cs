namespace MlMesh.Mesh.Routing.Explaining;

/// <summary>What became of one route while a decision was made.</summary>
/// <param name="Route">The route.</param>
/// <param name="Mismatch">Why it did not match; none for the one that did.</param>
public sealed record RouteVerdict(RouteEntry Route, string? Mismatch);
