namespace MlMesh.Cli.Policy.Simulate;

/// <summary>A rule with its requests, in JSON.</summary>
internal sealed record RuleHitsDocument(string VirtualService, string Name, int Rule, string? File, int? Line, int Requests);
