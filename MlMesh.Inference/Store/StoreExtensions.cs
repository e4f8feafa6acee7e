using StackExchange.Redis;

namespace MlMesh.Inference.Store;

internal static class StoreExtensions
{
    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "feature-store";

    private const string DefaultAddress = "localhost:6379";
    private const int ConnectMilliseconds = 1000;
    private const int ReconnectMilliseconds = 500;

    /// <summary>Adds the connection to the feature store. A store that is down neither keeps the server from starting nor needs a restart when it comes back.</summary>
    public static void AddFeatureStore(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient(
            ConnectionName,
            settings =>
            {
                settings.ConnectionString ??= DefaultAddress;
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
            },
            options =>
            {
                options.AbortOnConnectFail = false;
                options.ConnectTimeout = ConnectMilliseconds;
                options.ConnectRetry = 1;
                options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
            });
        builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>(ConnectionName);
    }
}
