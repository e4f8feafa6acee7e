namespace MlMesh.Mesh.Resources;

/// <summary>What applies to requests after routing has chosen their host (Istio's DestinationRule).</summary>
public sealed record DestinationRule : MeshResource
{
    /// <summary>Name of the service; short names are in the rule's namespace.</summary>
    public string Host { get; init; } = "";

    /// <summary>Policy for all subsets and ports.</summary>
    public TrafficPolicy? TrafficPolicy { get; init; }

    /// <summary>Named sets of pods.</summary>
    public IReadOnlyList<Subset> Subsets { get; init; } = [];

    /// <summary>Namespaces that see it: <c>.</c>, <c>*</c>, <c>~</c> or a name; empty means the mesh's default.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>Callers that it applies to; absent: all.</summary>
    public MatchLabelsSelector? WorkloadSelector { get; init; }
}
