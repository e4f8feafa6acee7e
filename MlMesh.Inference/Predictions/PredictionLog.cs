using Microsoft.Extensions.Options;
using MlMesh.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Inference.Predictions;

/// <summary>
/// Remembers predictions until their outcomes are known. A prediction's answer does not wait for its record; the number under way is bounded, and what does not
/// reach the store is counted.
/// </summary>
internal sealed partial class PredictionLog
{
    private static readonly TimeSpan RegistrationValidity = TimeSpan.FromMinutes(1);

    private readonly IConnectionMultiplexer _store;
    private readonly PredictionOptions _options;
    private readonly PredictionTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<PredictionLog> _logger;
    private int _inFlight;
    private long _registeredUntil;
    private bool _failing;

    public PredictionLog(IConnectionMultiplexer store, IOptions<PredictionOptions> options, PredictionTelemetry telemetry, TimeProvider time, ILogger<PredictionLog> logger)
    {
        _store = store;
        _options = options.Value;
        _telemetry = telemetry;
        _time = time;
        _logger = logger;
        // A store that was restarted may have forgotten which versions there are.
        store.ConnectionRestored += (_, _) => Volatile.Write(ref _registeredUntil, 0);
    }

    /// <summary>Sends a prediction's record on its way.</summary>
    public void Remember(string version, in Prediction prediction)
    {
        if (!_store.IsConnected)
        {
            Drop("unreachable");
            return;
        }
        if (Interlocked.Increment(ref _inFlight) > _options.MaxWritesInFlight)
        {
            Interlocked.Decrement(ref _inFlight);
            Drop("backlog");
            return;
        }
        _ = WriteAsync(PredictionKeys.Of(prediction.Id, version), version, PredictionRecord.Of(prediction), prediction.Shadow);
    }

    /// <summary>Finds what the versions predicted under an id.</summary>
    /// <exception cref="RedisException">The store is away.</exception>
    public async Task<IReadOnlyList<(string Version, PredictionRecord Record)>> FindAsync(string id)
    {
        var database = _store.GetDatabase();
        var versions = await database.SetMembersAsync(PredictionKeys.Versions);
        if (versions.Length == 0)
            return [];
        var records = await database.StringGetAsync([.. versions.Select(version => PredictionKeys.Of(id, version!))]);
        return [.. versions.Zip(records).Where(found => found.Second.HasValue).Select(found => ((string)found.First!, PredictionRecord.FromJson(found.Second!)))];
    }

    private async Task WriteAsync(RedisKey key, string version, PredictionRecord record, bool shadow)
    {
        var activity = StoreSpan.Start(_store, "SET", "prediction");
        try
        {
            var database = _store.GetDatabase();
            Register(database, version);
            // A mirrored copy never takes the place of the answer that was served.
            await database.StringSetAsync(key, record.ToJson(), _options.TimeToLive, shadow ? When.NotExists : When.Always);
            _failing = false;
        }
        catch (Exception e) when (StoreFailure.Is(e) || e is OperationCanceledException)
        {
            activity.Fail(e);
            _telemetry.Unremembered("failed");
            if (!_failing)
                LogFailing(_logger, e.Message);
            _failing = true;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            activity?.Dispose();
        }
    }

    // On the same connection and before the record, so that whoever finds the record finds the version; repeated now and then for a store that was emptied.
    private void Register(IDatabase database, string version)
    {
        var now = _time.GetTimestamp();
        if (now < Volatile.Read(ref _registeredUntil))
            return;
        Volatile.Write(ref _registeredUntil, now + (long)(RegistrationValidity.TotalSeconds * _time.TimestampFrequency));
        database.SetAdd(PredictionKeys.Versions, version, CommandFlags.FireAndForget);
    }

    private void Drop(string reason)
    {
        _telemetry.Unremembered(reason);
        if (!_failing)
            LogFailing(_logger, reason);
        _failing = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Predictions are not remembered ({Reason}): their outcomes will not be matched. The metric mlmesh_predictions_unremembered_total counts them")]
    private static partial void LogFailing(ILogger logger, string reason);
}
