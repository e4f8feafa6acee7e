namespace MlMesh.Mesh.Analysis;

/// <summary>Looks for one kind of trouble in the resources of a policy.</summary>
internal interface IAnalyzer
{
    /// <summary>What it may report.</summary>
    IReadOnlyList<FindingCode> Codes { get; }

    /// <summary>Reports what it finds.</summary>
    void Analyze(AnalysisContext context);
}
