using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>What an analysis is told beside the resources.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Settings of the mesh.</summary>
    public MeshConfig Mesh { get; init; } = new();

    /// <summary>Findings to leave out, beside those that the resources' own annotations leave out.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>
    /// Whether hosts, gateways, pods, service accounts and secrets that resources name are taken to exist when the files hold none of that kind in their namespace,
    /// so that a part of what runs can be analyzed; false for what Istio's analyzers would say.
    /// </summary>
    public bool AssumeMissing { get; init; }

    /// <summary>Clock, for the validity of certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
