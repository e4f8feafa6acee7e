using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Gives a service its local sidecar.</summary>
public static class SidecarExtensions
{
    /// <summary>
    /// Puts the mesh's proxy under every HttpClient and in front of the application, if <c>Mesh:Policy</c> names a policy. Without it nothing is added, and the
    /// service runs as it does in a cluster.
    /// </summary>
    /// <param name="builder">The builder of the service's host.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="PolicyLoadException">The policy has errors.</exception>
    public static TBuilder AddMeshSidecar<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        if (builder.Configuration[$"{MeshOptions.Section}:{nameof(MeshOptions.Policy)}"] is not { Length: > 0 })
            return builder;
        Check(builder.Configuration.GetSection(MeshOptions.Section).Get<MeshOptions>()!.Source);
        var services = builder.Services;
        services.AddOptions<MeshOptions>().BindConfiguration(MeshOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MeshOptions>, MeshOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IExchangeObserver, SidecarTelemetry>();
        services.AddSingleton<LocalMesh>();
        services.AddSingleton<IStartupFilter, SidecarStartupFilter>();
        services.AddSingleton<MeshPort>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, MeshPortEndpoint>();
        // A console is for what is worth a look; whoever collects logs gets every line.
        if (builder.Configuration[$"Logging:LogLevel:{AccessLog.Category}"] is null && builder.Configuration[$"Logging:Console:LogLevel:{AccessLog.Category}"] is null)
            builder.Logging.AddFilter<ConsoleLoggerProvider>(AccessLog.Category, LogLevel.Warning);
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(provider => new MeshHandler(provider.GetRequiredService<LocalMesh>().Sidecar)));
        return builder;
    }

    // Before anything else, so that a faulty policy ends the service with the errors and little around them.
    private static void Check(PolicySource policy)
    {
        var errors = PolicyFiles.Read(policy).ToResources().Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0)
            throw new PolicyLoadException(policy.ToString(), errors);
    }
}
