using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Security.Tokens.Sources;
using MlMesh.Tests.AppHost;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>A fetch of keys that fails in a way that nobody thought of.</summary>
public sealed class FailingFetchTests : IDisposable
{
    private const string Address = "http://keys.ml/jwks";

    private readonly ManualClock _clock = new();
    private readonly LogRecorder _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Whatever_a_fetch_throws_is_logged_and_forgotten_with_the_retry_interval()
    {
        var good = new TokenKeySet([new CountingKey(verifies: true)]);
        var fetches = 0;
        var keys = Keys(_ => fetches++ == 0 ? throw new InvalidOperationException("nobody thought of this.") : Task.FromResult(good));

        var first = await keys.GetAsync(Cancelled);
        var remembered = await keys.GetAsync(Cancelled);
        _clock.Advance(FetchedKeys.RetryInterval);
        var second = await keys.GetAsync(Cancelled);

        Assert.NotSame(good, first);
        Assert.Same(first, remembered);
        Assert.Same(good, second);
        Assert.Same(good, keys.Known);
        Assert.Equal(2, fetches);
        Assert.Contains(Address, Assert.Single(_log.Entries(LogLevel.Warning, "nobody thought of this.")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_any_kind_leaves_the_known_keys_in_use()
    {
        var good = new TokenKeySet([new CountingKey(verifies: true)]);
        var fetches = 0;
        var keys = Keys(_ => fetches++ == 0 ? Task.FromResult(good) : Task.FromException<TokenKeySet>(new InvalidOperationException("broken.")));
        await keys.GetAsync(Cancelled);
        _clock.Advance(FetchedKeys.RenewInterval);

        var renewed = await keys.RenewAsync(Cancelled);

        Assert.Same(good, renewed);
        Assert.Equal(2, fetches);
        Assert.Single(_log.Entries(LogLevel.Warning, "broken."));
    }

    private FetchedKeys Keys(Func<CancellationToken, Task<TokenKeySet>> fetch) => new(Address, fetch, TimeSpan.FromSeconds(5), _clock, _log.CreateLogger("keys"));
}
