namespace MlMesh.Cli.Replay.Reporting;

/// <summary>A version's figures while a replay runs; the rate is in predictions per second.</summary>
internal sealed record ProgressRow(string Target, string Version, long Predictions, double Rate, long Degraded, double? P50Milliseconds, double? P99Milliseconds);
