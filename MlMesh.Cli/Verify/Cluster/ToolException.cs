namespace MlMesh.Cli.Verify.Cluster;

/// <summary>A command of kubectl or istioctl did not do what a check needs.</summary>
internal sealed class ToolException(string command, string reason) : Exception($"{command}: {reason}")
{
    public string Command { get; } = command;

    public string Reason { get; } = reason;
}
