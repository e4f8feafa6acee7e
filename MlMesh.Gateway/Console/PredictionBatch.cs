namespace MlMesh.Gateway.Console;

/// <summary>What a console is told at once.</summary>
/// <param name="Total">How many predictions passed through since the gateway started.</param>
/// <param name="Predictions">The new ones, oldest first; when very many came at once, only the latest of them.</param>
internal sealed record PredictionBatch(long Total, IReadOnlyList<RecentPrediction> Predictions);
