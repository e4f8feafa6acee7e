using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stops, starts and restarts single resources of a running application.</summary>
public sealed class ResourceCommandService
{
    private readonly Orchestrator _orchestrator;
    private readonly DistributedApplicationModel _model;

    internal ResourceCommandService(Orchestrator orchestrator, DistributedApplicationModel model) => (_orchestrator, _model) = (orchestrator, model);

    /// <summary>Executes a command and waits until it is done: a stop, until every process of the resource is gone; a start, until the process runs.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it succeeded, or why not.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceName, string commandName, CancellationToken cancellationToken = default)
    {
        var resource = _model.Find(resourceName);
        if (_orchestrator.Find(resourceName) is not { } runner)
            return Failure($"'{resource.Name}' is a {resource.GetType().Name}: it has no process to {commandName}.");
        if (commandName is not (KnownResourceCommands.StartCommand or KnownResourceCommands.StopCommand or KnownResourceCommands.RestartCommand))
            return Failure($"'{resource.Name}' has no command '{commandName}'.");
        if (commandName is KnownResourceCommands.StopCommand or KnownResourceCommands.RestartCommand)
            await runner.StopAsync().WaitAsync(cancellationToken);
        if (commandName is KnownResourceCommands.StartCommand or KnownResourceCommands.RestartCommand)
            await runner.StartAsync().WaitAsync(cancellationToken);
        return new() { Success = true };
    }

    private static ExecuteCommandResult Failure(string message) => new() { Success = false, Message = message };
}
