using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Route;

/// <summary>A destination in JSON.</summary>
internal sealed record DestinationDocument(
    double Share,
    uint Weight,
    string Cluster,
    bool Exists,
    string? Host,
    int? Port,
    string? Subset,
    ForwardedDocument Request,
    IReadOnlyList<HeaderChangeDocument> RequestHeaders,
    IReadOnlyList<HeaderChangeDocument> ResponseHeaders,
    IReadOnlyList<WorkloadDocument> Workloads)
{
    public static DestinationDocument Of(DestinationAnswer destination) => new(
        destination.Share,
        destination.Weight,
        destination.ClusterName,
        destination.Cluster is not null,
        destination.Cluster is { Host.Length: > 0 } cluster ? cluster.Host : null,
        destination.Cluster is { Port: > 0 } ? destination.Cluster.Port : null,
        destination.Cluster is { Subset.Length: > 0 } ? destination.Cluster.Subset : null,
        new ForwardedDocument(destination.Request.Method, destination.Request.Authority, destination.Request.Target),
        [.. destination.RequestChanges.Select(Change)],
        [.. destination.ResponseChanges.Select(Change)],
        [.. destination.Callees.Select(WorkloadDocument.Of)]);

    private static HeaderChangeDocument Change(HeaderChange change) => new(Names.Kebab(change.Operation), change.Name, change.Value);
}
