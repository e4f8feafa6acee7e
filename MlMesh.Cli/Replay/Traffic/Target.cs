namespace MlMesh.Cli.Replay.Traffic;

/// <summary>An address that is asked for predictions, under the name that the results have.</summary>
internal sealed record Target(string Name, Uri Url);
