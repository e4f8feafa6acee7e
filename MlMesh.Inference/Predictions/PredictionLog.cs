using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Inference.Predictions;

/// <summary>
/// Remembers predictions until their outcomes are known. A prediction's answer does not wait for its record: records queue, and go to the store as many in one
/// round trip as have queued. The queue is bounded, and what does not reach the store is counted.
/// </summary>
internal sealed partial class PredictionLog : BackgroundService
{
    private const int MostPerRoundTrip = 128;

    private static readonly TimeSpan RegistrationValidity = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(5);

    private readonly IConnectionMultiplexer _store;
    private readonly PredictionTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<PredictionLog> _logger;
    private readonly TimeSpan _timeToLive;
    private readonly Channel<QueuedPrediction> _queue;
    private long _registeredUntil;
    private bool _failing;

    public PredictionLog(IConnectionMultiplexer store, IOptions<PredictionOptions> options, PredictionTelemetry telemetry, TimeProvider time, ILogger<PredictionLog> logger)
    {
        _store = store;
        _telemetry = telemetry;
        _time = time;
        _logger = logger;
        _timeToLive = options.Value.TimeToLive;
        _queue = Channel.CreateBounded<QueuedPrediction>(new BoundedChannelOptions(options.Value.MaxWritesInFlight) { SingleReader = true });
        // A store that was restarted may have forgotten which versions there are.
        store.ConnectionRestored += (_, _) => Volatile.Write(ref _registeredUntil, 0);
    }

    /// <summary>Sends a prediction's record on its way.</summary>
    public void Remember(string version, in Prediction prediction)
    {
        if (!_store.IsConnected)
            Lose(1, "unreachable");
        else if (!_queue.Writer.TryWrite(new QueuedPrediction(version, prediction, Activity.Current?.Context ?? default)))
            Lose(1, "backlog");
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

    /// <summary>Sends what has queued, and ends. The server has stopped answering by then.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } sending)
            await sending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<QueuedPrediction>(MostPerRoundTrip);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            together.Clear();
            while (together.Count < MostPerRoundTrip && _queue.Reader.TryRead(out var queued))
                together.Add(queued);
            await SendAsync(together);
        }
    }

    private async Task SendAsync(List<QueuedPrediction> together)
    {
        using var activity = StoreSpan.StartBatch(_store, "SET", "predictions", together.Select(queued => queued.Context), together.Count);
        try
        {
            var batch = _store.GetDatabase().CreateBatch();
            Register(batch, together);
            var written = new Task[together.Count];
            for (var i = 0; i < written.Length; i++)
                written[i] = Write(batch, together[i]);
            batch.Execute();
            await Task.WhenAll(written).WaitAsync(StoreTimeout, _time);
            _failing = false;
        }
        catch (Exception e) when (StoreFailure.Is(e) || e is OperationCanceledException)
        {
            activity.Fail(e);
            Lose(together.Count, "failed");
        }
    }

    // A mirrored copy never takes the place of the answer that was served.
    private Task<bool> Write(IBatch batch, QueuedPrediction queued) => batch.StringSetAsync(
        PredictionKeys.Of(queued.Prediction.Id, queued.Version),
        PredictionRecord.Of(queued.Prediction).ToJson(),
        _timeToLive,
        queued.Prediction.Shadow ? When.NotExists : When.Always);

    // On the same connection and before the records, so that whoever finds a record finds its version; repeated now and then for a store that was emptied.
    private void Register(IBatch batch, List<QueuedPrediction> together)
    {
        var now = _time.GetTimestamp();
        if (now < Volatile.Read(ref _registeredUntil))
            return;
        Volatile.Write(ref _registeredUntil, now + (long)(RegistrationValidity.TotalSeconds * _time.TimestampFrequency));
        foreach (var version in together.Select(queued => queued.Version).Distinct())
            _ = batch.SetAddAsync(PredictionKeys.Versions, version);
    }

    private void Lose(int predictions, string reason)
    {
        _telemetry.Unremembered(predictions, reason);
        if (!_failing)
            LogFailing(_logger, reason);
        _failing = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Predictions are not remembered ({Reason}): their outcomes will not be matched. The metric mlmesh_predictions_unremembered_total counts them")]
    private static partial void LogFailing(ILogger logger, string reason);
}
