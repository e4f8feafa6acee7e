using Microsoft.Extensions.Options;
using MlMesh.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>Fills the feature store from the feature tables.</summary>
internal sealed partial class FeatureLoader(IConnectionMultiplexer store, FeatureTables tables, IOptions<FeatureOptions> options, TimeProvider clock, ILogger<FeatureLoader> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes all rates, then the version that says they are complete. Doing it again changes nothing.</summary>
    /// <exception cref="TimeoutException">The store was not reached or filled within <c>Features:LoadTimeout</c>; the message says why.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.LoadTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Exception? last = null;
        try
        {
            while (true)
            {
                try
                {
                    await WriteAsync(either.Token);
                    LogLoaded(logger, tables.Version, tables.Airports.Count, tables.Routes.Count);
                    return;
                }
                catch (Exception e) when (e is RedisException or TimeoutException || e is OperationCanceledException && !either.IsCancellationRequested)
                {
                    var reason = Reason(e);
                    if (last is null)
                        LogRetrying(logger, reason, options.Value.LoadTimeout);
                    last = e;
                    await Task.Delay(RetryAfter, clock, either.Token);
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The feature store {StoreAddress.Of(store).Host}:{StoreAddress.Of(store).Port} could not be filled within {options.Value.LoadTimeout} (Features:LoadTimeout)" +
                $"{(last is null ? "." : $": {Reason(last)}")}", last);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        // The version of other tables stays until the end: a version that vanished means to running servers that the store lost its data.
        var database = store.GetDatabase();
        var batch = database.CreateBatch();
        var writes = new List<Task>(tables.Airports.Count + tables.Routes.Count);
        foreach (var row in tables.Airports)
        {
            writes.Add(batch.HashSetAsync(FeatureKeys.Airport(row.Airport.Iata),
                [new HashEntry("origin_late_rate", row.OriginLateRate), new HashEntry("destination_late_rate", row.DestinationLateRate)]));
        }
        foreach (var route in tables.Routes)
            writes.Add(batch.HashSetAsync(FeatureKeys.Route(route.Origin, route.Destination), [new HashEntry("late_rate", route.LateRate)]));
        batch.Execute();
        await Task.WhenAll(writes).WaitAsync(cancellationToken);

        await database.StringSetAsync(FeatureKeys.Version, tables.Version).WaitAsync(cancellationToken);
    }

    /// <summary>The client's own words about a lost connection are a page of its state.</summary>
    private static string Reason(Exception e) => e is RedisConnectionException ? "it cannot be reached." : e.Message;

    [LoggerMessage(Level = LogLevel.Information, Message = "The feature store holds feature tables {Version}: {Airports} airports, {Routes} routes.")]
    private static partial void LogLoaded(ILogger logger, string version, int airports, int routes);

    [LoggerMessage(Level = LogLevel.Information, Message = "The feature store is not ready: {Reason} Trying for {Limit}.")]
    private static partial void LogRetrying(ILogger logger, string reason, TimeSpan limit);
}
