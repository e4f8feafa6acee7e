namespace MlMesh.Cli.Replay.Reporting;

/// <summary>Requests that failed for the same reason.</summary>
internal sealed record FailureReport(string Request, string Error, long Count);
