namespace MlMesh.Mesh.Resources;

/// <summary>How a new pod is ramped up.</summary>
public sealed record WarmupConfiguration
{
    /// <summary>How long.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Share at the start; absent: 10.</summary>
    public double? MinimumPercent { get; init; }

    /// <summary>Exponent of the ramp; absent: 1, linear.</summary>
    public double? Aggression { get; init; }
}
