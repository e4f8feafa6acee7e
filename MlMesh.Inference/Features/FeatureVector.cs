namespace MlMesh.Inference.Features;

/// <summary>The features of one flight, in the order in which the model takes them.</summary>
public sealed class FeatureVector
{
    /// <summary>One value per feature, defaults already put in; <see cref="float.NaN"/> where <see cref="Statuses"/> says <see cref="FeatureStatus.Missing"/>.</summary>
    public required float[] Values { get; init; }

    /// <summary>Where each value came from, parallel to <see cref="Values"/>. Possibly shared between vectors.</summary>
    public required IReadOnlyList<FeatureStatus> Statuses { get; init; }

    /// <summary>
    /// Age of the online features: as-of minus the close of the newest bucket read that held anything;
    /// <see langword="null"/> when the model has no online features or no bucket held anything.
    /// </summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Whether the store could not be used, so that defaults stand in.</summary>
    public bool Degraded => DegradedReason is not null;

    /// <summary>Why the answer is degraded, in words fit for a caller; <see langword="null"/> when it is not.</summary>
    public string? DegradedReason { get; init; }

    /// <summary>Names of the features that have neither a value nor a default; empty for a usable vector.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
