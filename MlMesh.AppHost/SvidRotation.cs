using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlMesh.AppHost;

/// <summary>Renews the identities of the mesh for as long as the application runs.</summary>
internal sealed partial class SvidRotation(MeshIdentities identities, SvidOptions options, TimeProvider time, ILogger<SvidRotation> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the clock on the wall, looked at often: a laptop that slept for hours wakes up with identities that have expired.
        var pause = options.RotateAfter / 4;
        using var timer = new PeriodicTimer(pause < LongestPause ? pause : LongestPause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (time.GetUtcNow() - identities.Signed >= options.RotateAfter)
                    Rotate();
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private void Rotate()
    {
        try
        {
            identities.Rotate();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            NotRotated(logger, failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The services' identities could not be renewed, which is tried again: {Reason}")]
    private static partial void NotRotated(ILogger logger, string reason);
}
