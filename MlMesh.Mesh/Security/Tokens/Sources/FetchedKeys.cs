using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>
/// Keys from a <c>jwksUri</c>. istiod fetches them when it reads the policy; here the first token does, and waits for them. Like istiod's they are fetched
/// again after 20 minutes, while the known ones stay in use, and for longer when that fails. Unlike istiod, which refuses a token of a new key until then,
/// a token that names an unknown key asks for them again, at most every 30 seconds.
/// </summary>
/// <param name="address">The address, for the log.</param>
/// <param name="fetch">Fetches the set once.</param>
/// <param name="timeout">How long one fetch may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of failures.</param>
internal sealed partial class FetchedKeys(
    string address, Func<CancellationToken, Task<TokenKeySet>> fetch, TimeSpan timeout, TimeProvider time, ILogger logger) : IKeySource
{
    /// <summary>How old keys may become: istiod's <c>PILOT_JWT_PUB_KEY_REFRESH_INTERVAL</c>.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(20);

    /// <summary>How long a failure is remembered, so that not every token of an unreachable issuer waits.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    /// <summary>How often tokens that name unknown keys may have the keys fetched.</summary>
    public static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private TokenKeySet? _keys;
    private bool _everFetched;
    private bool _failedLast;
    private long _tried;
    private Task<TokenKeySet>? _pending;

    public TokenKeySet? Known
    {
        get
        {
            lock (_lock)
            {
                if (_keys is null || _pending is not null || time.GetElapsedTime(_tried) < (_failedLast ? RetryInterval : MaximumAge))
                    return _everFetched || _pending is null ? _keys : null;
                if (!_everFetched)
                    return null;
                Begin();
                return _keys;
            }
        }
    }

    public ValueTask<TokenKeySet> GetAsync(CancellationToken cancellationToken) => FetchAgainAsync(RetryInterval, cancellationToken);

    public ValueTask<TokenKeySet> RenewAsync(CancellationToken cancellationToken) => FetchAgainAsync(RenewInterval, cancellationToken);

    // One fetch at a time serves all who wait.
    private ValueTask<TokenKeySet> FetchAgainAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _keys is not null && _pending is null && time.GetElapsedTime(_tried) < interval
                ? ValueTask.FromResult(_keys)
                : new ValueTask<TokenKeySet>((_pending ?? Begin()).WaitAsync(cancellationToken));
        }
    }

    private Task<TokenKeySet> Begin() => _pending = Task.Run(FetchAsync);

    private async Task<TokenKeySet> FetchAsync()
    {
        TokenKeySet? fetched = null;
        Exception? failure = null;
        try
        {
            using var deadline = new CancellationTokenSource(timeout, time);
            fetched = await fetch(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever it was: a fetch that stayed pending would be the last one, and the issuer's tokens refused for ever.
            failure = e;
        }

        TokenKeySet keys;
        lock (_lock)
        {
            _pending = null;
            _tried = time.GetTimestamp();
            _failedLast = fetched is null;
            _everFetched |= fetched is not null;
            keys = _keys = fetched ?? _keys ?? TokenKeySet.Unreachable();
        }

        if (failure is OperationCanceledException)
            LogTimeout(address, timeout);
        else if (failure is not null)
            LogFailure(address, failure.Message);
        return keys;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys at {Address} did not arrive within {Timeout}. Without them every token of the issuer is refused.")]
    private partial void LogTimeout(string address, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys at {Address} cannot be had: {Reason} Without them every token of the issuer is refused.")]
    private partial void LogFailure(string address, string reason);
}
