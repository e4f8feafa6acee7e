using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlMesh.AppHost;

/// <summary>Healthy while a Redis-compatible server answers PING (https://redis.io/docs/latest/commands/ping/).</summary>
internal sealed class RespHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray(), patience.Token);
            var answer = new byte["+PONG"u8.Length];
            await stream.ReadExactlyAsync(answer, patience.Token);
            return answer.AsSpan().SequenceEqual("+PONG"u8) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{endpoint.Host}:{endpoint.Port} does not answer PING");
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy($"{endpoint.Host}:{endpoint.Port}: {exception.Message}");
        }
    }
}
