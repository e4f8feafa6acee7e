namespace MlMesh.Inference.Outcomes;

/// <summary>What became of a reported outcome.</summary>
internal enum OutcomeResult
{
    /// <summary>It was counted now.</summary>
    Counted,

    /// <summary>The same outcome was counted before; nothing changed.</summary>
    Repeated,

    /// <summary>Another outcome was counted before; nothing changed.</summary>
    Conflict,

    /// <summary>Nobody remembers the prediction; nothing changed.</summary>
    UnknownPrediction,
}
