using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Adds and changes endpoints.</summary>
public static class EndpointBuilderExtensions
{
    /// <summary>Adds an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others connect to; null takes a free one.</param>
    /// <param name="targetPort">The port that the process itself listens on; null takes <paramref name="port"/>.</param>
    /// <param name="scheme">The URL's scheme; null: tcp.</param>
    /// <param name="name">The endpoint's name; null: the scheme.</param>
    /// <param name="env">The environment variable that tells the process its port.</param>
    /// <param name="isProxied">Kept for the model's sake: this host has no proxies.</param>
    /// <param name="isExternal">Whether it may be reached from outside the application.</param>
    /// <param name="protocol">The transport protocol; null: TCP.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null,
        string? env = null, bool isProxied = true, bool? isExternal = null, ProtocolType? protocol = null) where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort, isExternal, isProxied)
        {
            TargetPortEnvironmentVariable = env,
        };
        if (builder.GetEndpoint(endpoint.Name).Exists)
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has an endpoint '{endpoint.Name}'.");
        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Changes an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint.</param>
    /// <param name="callback">Changes it.</param>
    /// <param name="createIfNotExists">Whether to add an endpoint that is missing; otherwise nothing happens then.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true) where T : IResourceWithEndpoints
    {
        var reference = builder.GetEndpoint(endpointName);
        if (!reference.Exists)
        {
            if (!createIfNotExists)
                return builder;
            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: endpointName));
        }

        callback(reference.Annotation);
        return builder;
    }

    /// <summary>Adds an HTTP endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others connect to; null takes a free one.</param>
    /// <param name="targetPort">The port that the process itself listens on; null takes <paramref name="port"/>.</param>
    /// <param name="name">The endpoint's name; null: http.</param>
    /// <param name="env">The environment variable that tells the process its port.</param>
    /// <param name="isProxied">Kept for the model's sake: this host has no proxies.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied ?? true);

    /// <summary>Marks the HTTP endpoints as reachable from outside the application.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.All<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Refers to an endpoint, which may be added later.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <returns>The reference.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        new(builder.Resource, name);
}
