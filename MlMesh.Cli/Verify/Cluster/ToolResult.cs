namespace MlMesh.Cli.Verify.Cluster;

/// <summary>What a run of kubectl or istioctl gave.</summary>
/// <param name="Command">The command line, to be shown and to be typed again.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolResult(string Command, int ExitCode, string Output, string Error);
