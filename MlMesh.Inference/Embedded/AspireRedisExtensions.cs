using Aspire.StackExchange.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stand-in for the package <c>Aspire.StackExchange.Redis</c>, of which it has the names that MlMesh uses.</summary>
public static class AspireRedisExtensions
{
    /// <summary>Registers <see cref="IConnectionMultiplexer"/> as a singleton that connects when it is first resolved.</summary>
    /// <param name="builder">The builder of the service's host.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after they were read from configuration.</param>
    /// <param name="configureOptions">Changes the client's options after the connection string was parsed.</param>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = new StackExchangeRedisSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            if (string.IsNullOrEmpty(settings.ConnectionString))
                throw new InvalidOperationException($"ConnectionStrings:{connectionName} is missing.");
            var options = ConfigurationOptions.Parse(settings.ConnectionString);
            configureOptions?.Invoke(options);
            var connection = ConnectionMultiplexer.Connect(options);
            // In order means one completion after the other: under load every request would wait for the slowest.
            connection.PreserveAsyncOrder = false;
            return connection;
        });
    }
}
