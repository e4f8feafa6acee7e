using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlMesh.AppHost;

/// <summary>Chooses what keeps the features.</summary>
internal static class FeatureStore
{
    private const string ContainerKey = "FeatureStore:Container";

    /// <summary>
    /// Adds the feature store: Redis in the cluster, and locally where <c>FeatureStore:Container</c> asks for it; otherwise Garnet,
    /// a Redis-compatible server that is a .NET tool and needs no container runtime.
    /// </summary>
    /// <returns>The connection string to refer to, and the resource to wait for.</returns>
    public static (IResourceBuilder<IResourceWithConnectionString> Store, IResourceBuilder<IResource> Ready) AddFeatureStore(
        this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue(ContainerKey, false))
        {
            Say(builder, $"Feature store: the Redis container ({ContainerKey})");
            // Its password comes from a Secret in the cluster; in a manifest it would be plain text.
            var redis = builder.AddRedis(name).WithPassword(null);
            return (redis, redis);
        }

        Say(builder, $"Feature store: Garnet, as a process ({ContainerKey}=true runs the Redis container instead)");
        var server = AddGarnet(builder, $"{name}-garnet");
        var address = server.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);
        return (builder.AddConnectionString(name, ReferenceExpression.Create($"{address}")), server);
    }

    private static IResourceBuilder<ExecutableResource> AddGarnet(IDistributedApplicationBuilder builder, string name)
    {
        var folder = RunFolder.Create("mlmesh-feature-store");
        builder.Services.AddSingleton(folder);
        builder.Services.AddHostedService<RunFolderRemoval>();

        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var garnet = builder.AddExecutable(name, "dotnet", root, "garnet-server", "--bind", "localhost", "-q").WithEndpoint(scheme: "tcp", name: "tcp");
        var endpoint = garnet.GetEndpoint("tcp");
        garnet.WithArgs("--port", endpoint.Property(EndpointProperty.TargetPort))
            .WithArgs("--memory", "64m", "--page", "4m", "--index", "16m")
            // The append-only file keeps the features over a crash and restart of the server. RandomAccess needs no native library.
            .WithArgs("--aof", "--recover", "--aof-memory", "32m", "--aof-page-size", "8m", "--device-type", "RandomAccess", "--checkpointdir", folder.Path);

        var check = new RespHealthCheck(endpoint);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_ping", _ => check, null, null));
        garnet.WithHealthCheck($"{name}_ping");
        if (DotnetTools.AreRestored(root))
            return garnet;

        var restore = builder.AddExecutable("tool-restore", "dotnet", root, "tool", "restore");
        Say(builder, "Fetching the .NET tools (dotnet tool restore, on the first run only)");
        return garnet.WaitForCompletion(restore);
    }

    private static void Say(IDistributedApplicationBuilder builder, string line)
    {
        if (builder.ExecutionContext.IsRunMode)
            Console.WriteLine(line);
    }
}
