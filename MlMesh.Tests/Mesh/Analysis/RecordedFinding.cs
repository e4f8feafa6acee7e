namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>A finding as Istio's analyzers reported it; wording is not compared.</summary>
internal sealed record RecordedFinding(string Code, string Kind, string? Namespace, string Name, int Line)
{
    public override string ToString() => $"{Code} line {Line}: {Kind} {Namespace}/{Name}";
}
