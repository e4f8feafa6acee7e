using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace MlMesh.Inference.Store;

/// <summary>Says whether the feature store can be reached. Without it the models answer from defaults, so it is degraded and not unhealthy.</summary>
internal sealed class StoreHealthCheck(IConnectionMultiplexer store) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var address = string.Join(", ", store.GetEndPoints().Select(EndPointCollection.ToString));
        if (!store.IsConnected)
            return HealthCheckResult.Degraded($"The feature store at {address} cannot be reached; predictions use default features.");
        try
        {
            var elapsed = await store.GetDatabase().PingAsync().WaitAsync(Timeout, cancellationToken);
            return HealthCheckResult.Healthy($"{address} answers in {elapsed.TotalMilliseconds:F1} ms");
        }
        catch (Exception e) when (StoreFailure.Is(e))
        {
            return HealthCheckResult.Degraded($"The feature store at {address} does not answer: {e.Message}");
        }
    }
}
