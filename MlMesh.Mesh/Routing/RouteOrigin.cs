namespace MlMesh.Mesh.Routing;

/// <summary>The place in a VirtualService that a route was made from.</summary>
/// <param name="Namespace">Namespace of the VirtualService.</param>
/// <param name="Name">Name of the VirtualService.</param>
/// <param name="Rule">Index in <c>spec.http</c>, from 0.</param>
/// <param name="Match">Index in the rule's <c>match</c>; -1 when the rule has none.</param>
public sealed record RouteOrigin(string Namespace, string Name, int Rule, int Match);
