namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>POST /outcomes</c>.</summary>
/// <param name="Status"><c>counted</c>, or <c>repeated</c> for one that was counted before.</param>
/// <param name="PredictionId">The prediction, when one was named.</param>
internal sealed record OutcomeResponse(
    string Status,
    string? PredictionId = null);
