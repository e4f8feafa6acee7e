using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.PolicyTests;

/// <summary>One thing that was not as expected.</summary>
/// <param name="Location">Where the expectation is written.</param>
/// <param name="Message">What was expected and what came, in words.</param>
/// <param name="Route">Where the route that matched is written; null when none did.</param>
public sealed record PolicyTestFailure(SourceLocation Location, string Message, SourceLocation? Route);
