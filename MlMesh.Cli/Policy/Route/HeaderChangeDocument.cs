namespace MlMesh.Cli.Policy.Route;

/// <summary>A change of a header in JSON.</summary>
internal sealed record HeaderChangeDocument(string Operation, string Name, string? Value);
