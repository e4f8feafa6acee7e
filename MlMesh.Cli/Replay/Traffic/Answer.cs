namespace MlMesh.Cli.Replay.Traffic;

/// <summary>What a prediction came back with.</summary>
internal sealed record Answer(string PredictionId, string ModelVersion, double Probability, bool Degraded);
