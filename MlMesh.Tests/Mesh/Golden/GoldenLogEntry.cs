using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>An entry of a proxy's access log.</summary>
/// <param name="Workload">The proxy's workload; null for the caller's.</param>
/// <param name="Status">Status, where it differs from what the caller got.</param>
/// <param name="Flags">Response flags.</param>
/// <param name="Details">Response code details.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Cluster">Upstream cluster.</param>
/// <param name="Attempts">Tries.</param>
/// <param name="Failure">Transport failure.</param>
internal sealed record GoldenLogEntry(
    string? Workload, int? Status, string? Flags, string? Details, string? Route, string? Cluster, int Attempts, string? Failure)
{
    public static GoldenLogEntry Read(YamlMappingNode node) => new(
        node.Text("workload"),
        node.Int("status"),
        node.Text("flags"),
        node.Text("details"),
        node.Text("route"),
        node.Text("cluster"),
        node.Int("attempts") ?? 1,
        node.Text("failure"));
}
