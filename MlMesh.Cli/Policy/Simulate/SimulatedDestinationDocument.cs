namespace MlMesh.Cli.Policy.Simulate;

/// <summary>A destination with its expected share and how many were drawn, in JSON.</summary>
internal sealed record SimulatedDestinationDocument(string Cluster, double Expected, int Drawn);
