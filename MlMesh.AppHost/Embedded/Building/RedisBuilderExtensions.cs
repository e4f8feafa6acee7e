using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting;

/// <summary>Adds Redis.</summary>
public static class RedisBuilderExtensions
{
    private const int RedisPort = 6379;

    /// <summary>Adds a Redis container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name, and the connection string's.</param>
    /// <param name="port">The port on this machine; null takes a free one.</param>
    /// <param name="password">Its password; null makes one up.</param>
    /// <returns>The container's builder.</returns>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var madeUp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(11));
        var redis = new RedisResource(name)
        {
            PasswordParameter = password?.Resource ?? new ParameterResource($"{name}-password", () => builder.Configuration[$"Parameters:{name}-password"] ?? madeUp, secret: true),
        };
        return builder.AddResource(redis)
            .WithAnnotation(new ContainerImageAnnotation("docker.io", "library/redis", "8.6"))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "redis", "tcp", RedisResource.EndpointName, port, RedisPort))
            .WithAnnotation(new EnvironmentCallbackAnnotation(context =>
            {
                if (redis.PasswordParameter is not null)
                    context.EnvironmentVariables["REDIS_PASSWORD"] = redis.PasswordParameter;
            }))
            .WithAnnotation(new ContainerCommandAnnotation(() => ["-c", redis.PasswordParameter is null ? "redis-server" : "redis-server --requirepass $REDIS_PASSWORD"]));
    }

    /// <summary>Sets the password.</summary>
    /// <param name="builder">The Redis.</param>
    /// <param name="password">The password; null asks for none.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<RedisResource> WithPassword(this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }
}
