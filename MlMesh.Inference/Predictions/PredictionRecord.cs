using System.Text.Json;

namespace MlMesh.Inference.Predictions;

/// <summary>What is remembered of a prediction, until its outcome is known.</summary>
internal sealed record PredictionRecord
{
    public required string Origin { get; init; }

    public required string Destination { get; init; }

    /// <summary>Scheduled departure, local wall time.</summary>
    public required DateTime Scheduled { get; init; }

    /// <summary>Miles.</summary>
    public required double Distance { get; init; }

    public required float Probability { get; init; }

    public required bool Late { get; init; }

    /// <summary><see cref="PredictionRole.Served"/> or <see cref="PredictionRole.Shadow"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Whether defaults stood in for an unreachable store.</summary>
    public bool Degraded { get; init; }

    public static PredictionRecord Of(in Prediction prediction) => new()
    {
        Origin = prediction.Flight.Origin,
        Destination = prediction.Flight.Destination,
        Scheduled = prediction.Flight.Scheduled,
        Distance = prediction.Flight.Distance,
        Probability = prediction.Probability,
        Late = prediction.Late,
        Role = prediction.Shadow ? PredictionRole.Shadow : PredictionRole.Served,
        Degraded = prediction.Features.Degraded,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PredictionRecordJson.Default.PredictionRecord);

    public static PredictionRecord FromJson(byte[] json) => JsonSerializer.Deserialize(json, PredictionRecordJson.Default.PredictionRecord)!;
}
