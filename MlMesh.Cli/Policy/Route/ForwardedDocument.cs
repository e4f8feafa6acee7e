namespace MlMesh.Cli.Policy.Route;

/// <summary>The request as it is forwarded, in JSON.</summary>
internal sealed record ForwardedDocument(string Method, string Authority, string Target);
