namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>So many requests in each window of time. Windows are fixed: a minute's begins with the minute (UTC).</summary>
/// <param name="RequestsPerUnit">How many requests.</param>
/// <param name="UnitSeconds">Length of the window in seconds; 0 for an unlimited one.</param>
public sealed record ServiceRateLimit(uint RequestsPerUnit, int UnitSeconds)
{
    /// <summary>Nothing is counted or refused.</summary>
    public bool Unlimited { get; init; }

    /// <summary>Its name; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of limits that do not hold for requests which this one is about.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];
}
