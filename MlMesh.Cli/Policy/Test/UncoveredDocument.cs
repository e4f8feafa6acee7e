namespace MlMesh.Cli.Policy.Test;

/// <summary>A route that no test met, in JSON.</summary>
internal sealed record UncoveredDocument(string File, int Line, string VirtualService, int Rule, int? Match);
