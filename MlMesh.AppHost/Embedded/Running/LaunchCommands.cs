using System.Globalization;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

/// <summary>Works out the program that a resource is, with its arguments and environment resolved.</summary>
internal sealed class LaunchCommands(string appHostDirectory, IServiceProvider services)
{
    private readonly DistributedApplicationExecutionContext _execution = services.GetRequiredService<DistributedApplicationExecutionContext>();
    private readonly string _run = Guid.NewGuid().ToString("n")[..8];

    public async Task<ProcessCommand> CreateAsync(IResource resource, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentAsync(resource, cancellationToken);
        var arguments = new List<string>();
        foreach (var argument in resource.All<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments))
            arguments.Add(await ResolveAsync(argument, cancellationToken) ?? "");
        return resource switch
        {
            ProjectResource => Project(resource, arguments, environment),
            ExecutableResource executable => new(executable.Command, arguments, executable.WorkingDirectory, environment),
            ContainerResource container => Container(container, arguments, environment),
            _ => throw new InvalidOperationException($"'{resource.Name}' is no process."),
        };
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(_execution, resource, [], cancellationToken);
        foreach (var annotation in resource.All<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(value, cancellationToken) is { } text)
                environment[name] = text;
        }

        foreach (var endpoint in resource.All<EndpointAnnotation>())
        {
            if (endpoint.TargetPortEnvironmentVariable is { } variable)
                environment[variable] = endpoint.AllocatedEndpoint!.TargetPort.ToString(CultureInfo.InvariantCulture);
        }

        return environment;
    }

    private static async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static ProcessCommand Project(IResource resource, List<string> arguments, Dictionary<string, string> environment)
    {
        var metadata = resource.All<ProjectMetadataAnnotation>().Last().Metadata;
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        if (metadata is not IBuiltProjectMetadata built)
            return new(Dotnet, ["run", "--project", metadata.ProjectPath, "--no-launch-profile", "--", .. arguments], directory, environment);
        if (!File.Exists(built.AssemblyPath))
            throw new DistributedApplicationException($"{built.AssemblyPath} does not exist: build {metadata.ProjectPath}.");
        return new(Dotnet, ["exec", built.AssemblyPath, .. arguments], directory, environment);
    }

    private ProcessCommand Container(ContainerResource container, List<string> arguments, Dictionary<string, string> environment)
    {
        var image = container.All<ContainerImageAnnotation>().Last().Reference;
        List<string> options = ["run", "--rm", "--name", $"{container.Name}-{_run}"];
        if (container.Entrypoint is { } entrypoint)
            options.AddRange(["--entrypoint", entrypoint]);
        foreach (var endpoint in container.All<EndpointAnnotation>())
            options.AddRange(["--publish", $"127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{endpoint.AllocatedEndpoint.TargetPort}"]);
        // Values go through the client's own environment, as arguments are visible to everyone on the machine.
        foreach (var name in environment.Keys)
            options.AddRange(["--env", name]);
        var command = container.All<ContainerCommandAnnotation>().SelectMany(annotation => annotation.Arguments());
        return new(ContainerRuntime.Find(), [.. options, image, .. command, .. arguments], appHostDirectory, environment);
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
}
