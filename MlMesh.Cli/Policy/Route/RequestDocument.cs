namespace MlMesh.Cli.Policy.Route;

/// <summary>A request in JSON; its target is normalized.</summary>
internal sealed record RequestDocument(string Method, string? Authority, string Target, IReadOnlyList<HeaderDocument> Headers);
