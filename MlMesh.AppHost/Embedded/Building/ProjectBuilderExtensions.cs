using System.Net.Sockets;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost refers to, with the first profile of its launchSettings.json.</summary>
    /// <typeparam name="TProject">The generated class in the namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <returns>The project's builder.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject(), LaunchProfile.Read(new TProject().ProjectPath, null));

    /// <summary>Adds a project that the AppHost refers to.</summary>
    /// <typeparam name="TProject">The generated class in the namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="launchProfileName">The profile of its launchSettings.json; null uses none, so no endpoints come from it.</param>
    /// <returns>The project's builder.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), launchProfileName is null ? null : LaunchProfile.Read(new TProject().ProjectPath, launchProfileName));

    /// <summary>Adds a project by its path; it is built when it starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="projectPath">Path of the project file, relative to the AppHost's directory.</param>
    /// <returns>The project's builder.</returns>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        var metadata = new ProjectFile(Path.GetFullPath(projectPath, builder.AppHostDirectory));
        return builder.AddProject(name, metadata, LaunchProfile.Read(metadata.ProjectPath, null));
    }

    /// <summary>Sets how many processes serve the project. This host has no proxy to share a port among them: it says so and runs one.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">Number of processes.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, LaunchProfile? profile)
    {
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectMetadataAnnotation(metadata));
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ExecutionContext.IsPublishMode)
            return project.WithPublishedDefaults(profile);

        if (builder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        OtlpEnvironment.Add(project);
        foreach (var (variable, value) in profile?.EnvironmentVariables ?? new Dictionary<string, string>())
            project.WithEnvironment(variable, value);
        foreach (var url in profile?.ApplicationUrls ?? [])
            project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, port: url.Port == 0 ? null : url.Port));
        return project.WithEnvironment(context =>
        {
            var urls = project.Resource.All<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https")
                .Select(endpoint => $"{endpoint.UriScheme}://localhost:{endpoint.AllocatedEndpoint!.TargetPort}");
            if (urls.Any())
                context.EnvironmentVariables["ASPNETCORE_URLS"] = string.Join(';', urls);
        });
    }

    private static IResourceBuilder<ProjectResource> WithPublishedDefaults(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        if (profile is null || profile.ApplicationUrls.Count == 0)
            return project;
        // Aspire publishes both schemes, whatever the profile names.
        project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "http"));
        project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "https"));
        return project.WithEnvironment(context =>
            context.EnvironmentVariables["HTTP_PORTS"] = project.GetEndpoint("http").Property(EndpointProperty.TargetPort));
    }
}
