using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>One of the different outcomes of many requests.</summary>
/// <param name="Count">How many requests had it.</param>
/// <param name="Status">Status.</param>
/// <param name="Error">How the connection failed.</param>
/// <param name="AnsweredBy">Workload that answered.</param>
/// <param name="Flags">Response flags of the caller's proxy.</param>
/// <param name="Details">Response code details, when no pod answered.</param>
/// <param name="Route">Name of the route.</param>
/// <param name="Cluster">Upstream cluster.</param>
/// <param name="Attempts">Tries.</param>
internal sealed record GoldenOutcome(
    int Count, int? Status, string? Error, string? AnsweredBy, string? Flags, string? Details, string? Route, string? Cluster, int Attempts)
{
    public static GoldenOutcome Read(YamlMappingNode node) => new(
        node.Int("count") ?? 0,
        node.Int("status"),
        node.Text("error"),
        node.Text("answered_by"),
        node.Text("flags"),
        node.Text("details"),
        node.Text("route"),
        node.Text("cluster"),
        node.Int("attempts") ?? 1);
}
