using System.Diagnostics;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Inference.Features;

internal sealed partial class FeatureReader : IFeatureReader
{
    private const string Unreachable = "The feature store cannot be reached.";

    private readonly IConnectionMultiplexer _store;
    private readonly FeatureTables _tables;
    private readonly FeatureTelemetry _telemetry;
    private readonly LostTables _lost;
    private readonly ILogger _logger;
    private readonly TimeSpan _timeout;
    private readonly string _tooSlow;
    private readonly StoredVersion _version;
    private int _failing;

    public FeatureReader(
        IConnectionMultiplexer store, FeatureTables tables, IOptions<FeatureOptions> options, TimeProvider clock, FeatureTelemetry telemetry, LostTables lost,
        ILogger<FeatureReader> logger)
    {
        _store = store;
        _tables = tables;
        _telemetry = telemetry;
        _lost = lost;
        _logger = logger;
        _timeout = options.Value.StoreTimeout;
        _tooSlow = FormattableString.Invariant($"The feature store did not answer within {_timeout.TotalMilliseconds} ms.");
        _version = new StoredVersion(tables.Version, options.Value.VersionCheckInterval, clock);
    }

    public async ValueTask<FeatureVector> ReadAsync(Flight flight, FeatureSet features, CancellationToken cancellationToken)
    {
        var builder = new FeatureVectorBuilder(features);
        features.AddFlight(flight, builder);
        var reason = features.Reads.Length == 0 ? null
            : _store.IsConnected ? await ReadStoreAsync(flight, features, builder, cancellationToken)
            : NotConnected(features, builder);
        var vector = builder.Build(flight.AsOf, reason);
        _telemetry.Read(features, vector);
        return vector;
    }

    private async Task<string?> ReadStoreAsync(Flight flight, FeatureSet features, FeatureVectorBuilder builder, CancellationToken cancellationToken)
    {
        var reads = features.Reads;
        var askVersion = _version.IsDue;
        var operation = askVersion ? "PIPELINE" : reads.Length > 1 ? "PIPELINE HMGET" : "HMGET";
        var started = Stopwatch.GetTimestamp();
        var span = StoreSpan.Start(_store, operation, commands: reads.Length + (askVersion ? 1 : 0));
        string? error = null;
        try
        {
            var closedBefore = EventTime.Bucket(flight.AsOf);
            var batch = _store.GetDatabase().CreateBatch();
            var replies = new Task<RedisValue[]>[reads.Length];
            for (var i = 0; i < reads.Length; i++)
                replies[i] = batch.HashGetAsync(reads[i].Key(flight), reads[i].Fields(closedBefore));
            var version = askVersion ? batch.StringGetAsync(FeatureKeys.Version) : null;
            batch.Execute();
            await AllAsync(replies, version).WaitAsync(_timeout, cancellationToken);
            for (var i = 0; i < reads.Length; i++)
                reads[i].Resolve(replies[i].Result, closedBefore, _tables, builder);
            if (version is not null)
                Check(version.Result);
            Recovered();
            return _version.Wrong;
        }
        // A batch whose connection breaks ends in cancelled tasks.
        catch (Exception e) when ((StoreFailure.Is(e) || e is OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            error = e.GetType().FullName;
            Default(features, builder);
            return Failed(e);
        }
        finally
        {
            _telemetry.EndRoundTrip(error, operation, Stopwatch.GetElapsedTime(started), span);
        }
    }

    private static async Task AllAsync(Task<RedisValue[]>[] replies, Task<RedisValue>? version)
    {
        foreach (var reply in replies)
            await reply;
        if (version is not null)
            await version;
    }

    private void Check(RedisValue stored)
    {
        if (_version.Answered(stored))
            _lost.Restore();
    }

    private string NotConnected(FeatureSet features, FeatureVectorBuilder builder)
    {
        Default(features, builder);
        _telemetry.NotConnected();
        _version.Doubt();
        if (Interlocked.Exchange(ref _failing, 1) == 0)
            LogFailing(_logger, Unreachable, null);
        return Unreachable;
    }

    private string Failed(Exception e)
    {
        _version.Doubt();
        var reason = e switch
        {
            TimeoutException => _tooSlow,
            RedisServerException => "The feature store answered with an error.",
            _ => Unreachable,
        };
        if (Interlocked.Exchange(ref _failing, 1) == 0)
            LogFailing(_logger, reason, e);
        return reason;
    }

    private void Recovered()
    {
        if (Volatile.Read(ref _failing) != 0 && Interlocked.Exchange(ref _failing, 0) == 1)
            LogRecovered(_logger);
    }

    private static void Default(FeatureSet features, FeatureVectorBuilder builder)
    {
        foreach (var index in features.StoreIndices)
            builder.Absent(index);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} Defaults stand in until it is back.")]
    private static partial void LogFailing(ILogger logger, string reason, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The feature store answers again.")]
    private static partial void LogRecovered(ILogger logger);
}
