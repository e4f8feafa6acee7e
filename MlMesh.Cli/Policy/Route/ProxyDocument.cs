namespace MlMesh.Cli.Policy.Route;

/// <summary>The proxy that decides, in JSON.</summary>
internal sealed record ProxyDocument(string Namespace, string Workload, string Kind, int Port);
