namespace MlMesh.Inference.Features;

/// <summary>What the server reads of <c>defaults.json</c>; the features' defaults are in each model's card.</summary>
internal sealed record FeatureDefaults
{
    public required double OverallLateRate { get; init; }

    public required double AirportWindowPriorFlights { get; init; }

    public required double SystemWindowPriorFlights { get; init; }
}
