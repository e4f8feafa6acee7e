using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>How many requests a rule took.</summary>
/// <param name="VirtualService"><c>namespace/name</c>.</param>
/// <param name="Name">The rule's name; may be empty.</param>
/// <param name="Rule">Index in <c>spec.http</c>, from 0.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Requests">How many.</param>
internal sealed record RuleHits(string VirtualService, string Name, int Rule, SourceLocation? Location, int Requests);
