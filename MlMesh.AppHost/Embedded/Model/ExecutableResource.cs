namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program on this machine.</summary>
/// <param name="name">Unique name.</param>
/// <param name="command">The program: a name on PATH or a path.</param>
/// <param name="workingDirectory">Absolute path of the directory to run it in.</param>
public sealed class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>The program: a name on PATH or a path.</summary>
    public string Command { get; } = command;

    /// <summary>Absolute path of the directory to run it in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
