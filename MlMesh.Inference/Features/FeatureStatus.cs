namespace MlMesh.Inference.Features;

/// <summary>Where the value of a feature came from.</summary>
public enum FeatureStatus
{
    /// <summary>From the request or from the store.</summary>
    Present,

    /// <summary>The store held nothing for the entity (or did not answer): the value is the feature's default.</summary>
    Default,

    /// <summary>The store held nothing and the feature has no default: no prediction is possible.</summary>
    Missing,
}
