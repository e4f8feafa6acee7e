namespace MlMesh.Cli.Verify.Probes;

/// <summary>A probe pod that runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
internal sealed record Probe(string Name, string Namespace)
{
    /// <summary>Name of the container that sends.</summary>
    public const string Container = "probe";
}
