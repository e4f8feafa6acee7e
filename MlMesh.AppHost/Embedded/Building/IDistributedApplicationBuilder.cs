using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Collects the resources of a distributed application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Configuration: appsettings.json beside the AppHost project, environment variables, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Absolute path of the AppHost project's directory; relative paths in the model start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>The environment: Development unless the AppHost was told otherwise.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the AppHost itself, such as health checks.</summary>
    IServiceCollection Services { get; }

    /// <summary>Whether the application runs or is published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="DistributedApplicationException">There is a resource of that name.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Makes a builder for a resource.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>The builder.</returns>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource;

    /// <summary>Builds the application.</summary>
    /// <returns>The application, not yet started.</returns>
    DistributedApplication Build();
}
