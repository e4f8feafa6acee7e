namespace MlMesh.Inference.Features;

/// <summary>Loads the tables again into a store that held them and came back empty, as one without persistence does after a restart.</summary>
internal sealed partial class LostTables(FeatureLoader loader, IHostApplicationLifetime lifetime, ILogger<LostTables> logger)
{
    private int _restoring;

    /// <summary>Starts loading, unless it is under way.</summary>
    public void Restore()
    {
        if (Interlocked.Exchange(ref _restoring, 1) == 0)
            _ = RestoreAsync();
    }

    private async Task RestoreAsync()
    {
        try
        {
            LogLost(logger);
            await loader.LoadAsync(lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            LogNotRestored(logger, e);
        }
        finally
        {
            Volatile.Write(ref _restoring, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feature store lost its feature tables; loading them again.")]
    private static partial void LogLost(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feature tables are not loaded again.")]
    private static partial void LogNotRestored(ILogger logger, Exception exception);
}
