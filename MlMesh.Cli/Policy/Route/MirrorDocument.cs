namespace MlMesh.Cli.Policy.Route;

/// <summary>A mirror in JSON.</summary>
internal sealed record MirrorDocument(string Cluster, double Percent);
