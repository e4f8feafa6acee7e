using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.PolicyTests.Coverage;

/// <summary>A match block, and whether a test met it.</summary>
/// <param name="Resource">Its VirtualService.</param>
/// <param name="Name">Its rule's name; may be empty.</param>
/// <param name="Rule">Index in <c>spec.http</c>, from 0.</param>
/// <param name="Match">Index in the rule's <c>match</c>; -1 for a rule without.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="IsMet">A test met it.</param>
public sealed record CoveredRoute(ResourceId Resource, string Name, int Rule, int Match, SourceLocation Location, bool IsMet);
