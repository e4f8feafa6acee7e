namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>A host of a Service or ServiceEntry.</summary>
/// <param name="Ports">Its ports.</param>
/// <param name="WorkloadLabels">Labels by which a ServiceEntry selects its endpoints; empty for a Service.</param>
internal sealed record KnownHost(IReadOnlyList<uint> Ports, IReadOnlyDictionary<string, string> WorkloadLabels);
