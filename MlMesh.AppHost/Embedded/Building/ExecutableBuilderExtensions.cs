namespace Aspire.Hosting;

/// <summary>Adds programs of this machine.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="command">The program: a name on PATH or a path.</param>
    /// <param name="workingDirectory">Where to run it, relative to the AppHost's directory.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>The program's builder.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddExecutable(name, command, workingDirectory, (args ?? []).ToArray<object>());

    /// <summary>Adds a program.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="command">The program: a name on PATH or a path.</param>
    /// <param name="workingDirectory">Where to run it, relative to the AppHost's directory.</param>
    /// <param name="args">Its arguments: texts, or values that are known when it starts, such as an endpoint's port.</param>
    /// <returns>The program's builder.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);
}
