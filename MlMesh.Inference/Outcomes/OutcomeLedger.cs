using Microsoft.Extensions.Options;
using MlMesh.Inference.Features;
using MlMesh.Inference.Predictions;
using MlMesh.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Inference.Outcomes;

/// <summary>
/// Counts outcomes, each once: the claim, the online features' windows and the versions' scores change in one transaction, which fails as a whole when somebody
/// else has claimed the outcome meanwhile.
/// </summary>
internal sealed class OutcomeLedger(IConnectionMultiplexer store, IOnlineWindows windows, PredictionLog predictions, OutcomeTelemetry telemetry, IOptions<OutcomeOptions> options)
{
    private const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private readonly OutcomeOptions _options = options.Value;

    /// <summary>Counts the outcome of a predicted flight.</summary>
    /// <exception cref="RedisException">The store is away; whether the outcome was counted shows when it is reported again.</exception>
    /// <exception cref="TimeoutException">The store is slow; likewise.</exception>
    public async Task<OutcomeResult> RecordAsync(string predictionId, int delayMinutes, CancellationToken cancellationToken)
    {
        var claim = OutcomeClaim.OfPrediction(predictionId, delayMinutes);
        if (await FindClaimAsync(claim, cancellationToken) is { } earlier)
            return earlier;
        var found = await FindPredictionAsync(predictionId, cancellationToken);
        if (found.Count == 0)
            return OutcomeResult.UnknownPrediction;
        var flight = found[0].Record;
        var outcome = new FlightOutcome(flight.Origin, flight.Destination, flight.Scheduled, flight.Distance, delayMinutes);
        return await CountAsync(claim, outcome, found, cancellationToken);
    }

    /// <summary>Counts the outcome of a flight that nobody predicted.</summary>
    /// <param name="idempotencyKey">The reporter's name for this outcome.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="RedisException">The store is away; whether the outcome was counted shows when it is reported again.</exception>
    /// <exception cref="TimeoutException">The store is slow; likewise.</exception>
    public async Task<OutcomeResult> RecordAsync(string idempotencyKey, FlightOutcome outcome, CancellationToken cancellationToken)
    {
        var claim = OutcomeClaim.OfKey(idempotencyKey, outcome);
        return await FindClaimAsync(claim, cancellationToken) ?? await CountAsync(claim, outcome, [], cancellationToken);
    }

    // A prediction is answered before it is remembered, so a report on its heels may be here first.
    private async Task<IReadOnlyList<(string Version, PredictionRecord Record)>> FindPredictionAsync(string id, CancellationToken cancellationToken)
    {
        var patience = _options.RecordPatience;
        for (var pause = FirstPause; ; pause *= 2)
        {
            var found = await predictions.FindAsync(id).WaitAsync(_options.StoreTimeout, cancellationToken);
            if (found.Count > 0 || patience <= TimeSpan.Zero)
                return found;
            await Task.Delay(pause < patience ? pause : patience, cancellationToken);
            patience -= pause;
        }
    }

    private async Task<OutcomeResult?> FindClaimAsync(OutcomeClaim claim, CancellationToken cancellationToken)
    {
        var value = await store.GetDatabase().StringGetAsync(claim.Key).WaitAsync(_options.StoreTimeout, cancellationToken);
        if (value.IsNull)
            return null;
        return value == claim.Value ? OutcomeResult.Repeated : OutcomeResult.Conflict;
    }

    private async Task<OutcomeResult> CountAsync(
        OutcomeClaim claim, FlightOutcome outcome, IReadOnlyList<(string Version, PredictionRecord Record)> predicted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryCommitAsync(claim, outcome, predicted, cancellationToken))
            {
                telemetry.Scored(predicted, outcome.Late);
                return OutcomeResult.Counted;
            }
            if (await FindClaimAsync(claim, cancellationToken) is { } earlier)
                return earlier;
        }
        throw new TimeoutException("The store refused the transaction without another claim on the outcome.");
    }

    private async Task<bool> TryCommitAsync(
        OutcomeClaim claim, FlightOutcome outcome, IReadOnlyList<(string Version, PredictionRecord Record)> predicted, CancellationToken cancellationToken)
    {
        using var activity = StoreSpan.Start(store, "MULTI", "outcome");
        try
        {
            var transaction = store.GetDatabase().CreateTransaction();
            transaction.AddCondition(Condition.KeyNotExists(claim.Key));
            _ = transaction.StringSetAsync(claim.Key, claim.Value, _options.TimeToLive);
            windows.Add(transaction, outcome);
            foreach (var (version, record) in predicted)
                VersionScore.Add(transaction, version, record, outcome.Late);
            return await transaction.ExecuteAsync().WaitAsync(_options.StoreTimeout, cancellationToken);
        }
        catch (Exception e)
        {
            activity.Fail(e);
            throw;
        }
    }
}
