using MlMesh.Inference.Features;
using MlMesh.Inference.Store;
using MlMesh.Tests.Inference.Store;
using StackExchange.Redis;
using Xunit;

namespace MlMesh.Tests.Inference;

/// <summary>Both versions of the flight-delay model over one loaded feature store.</summary>
public sealed class ServingFixture : IAsyncLifetime
{
    private readonly GarnetServer _garnet = new();
    private InferenceServer? _v1;
    private InferenceServer? _v2;
    private ConnectionMultiplexer? _store;

    internal string StoreAddress => _garnet.ConnectionString;

    internal HttpClient V1 => _v1!.Client;

    internal HttpClient V2 => _v2!.Client;

    internal IDatabase Store => _store!.GetDatabase();

    /// <summary>Fills a store with the feature tables, as <c>load-features</c> does.</summary>
    public static async Task LoadFeaturesAsync(string address)
    {
        var code = await LoadFeaturesCommand.RunAsync(["--environment=Development", $"--ConnectionStrings:feature-store={address}"], builder => builder.AddFeatureStore());
        Assert.Equal(0, code);
    }

    /// <summary>Starts one version of the flight-delay model.</summary>
    internal static Task<InferenceServer> StartAsync(string address, string version, params string[] settings) =>
        // A busy machine must not look like a hanging store.
        InferenceServer.StartAsync(address, [$"MODEL_VERSION={version}", "Features:StoreTimeout=00:00:20", "Outcomes:StoreTimeout=00:00:20", .. settings]);

    public async ValueTask InitializeAsync()
    {
        await _garnet.InitializeAsync();
        await LoadFeaturesAsync(_garnet.ConnectionString);
        _store = await _garnet.ConnectAsync();
        _v1 = await StartAsync(_garnet.ConnectionString, "v1");
        _v2 = await StartAsync(_garnet.ConnectionString, "v2");
    }

    /// <summary>What a version has counted for itself so far; 0 for what it has not.</summary>
    internal async Task<long> ScoreAsync(string version, string field) => (long)await Store.HashGetAsync($"scores:{version}", field);

    /// <summary>All that is counted of the online windows.</summary>
    internal async Task<long> WindowTotalAsync() => (await Store.HashGetAllAsync("flights:system:window")).Sum(entry => (long)entry.Value);

    /// <summary>Predicts a flight, and waits until the prediction is remembered: the answer does not wait for that.</summary>
    internal async Task PredictAsync(HttpClient client, string version, string id, string flight = Samples.Flight, params (string, string)[] headers)
    {
        using var response = await client.PostJsonAsync("/predict", flight, [("x-prediction-id", id), .. headers]);
        await response.ReadJsonAsync(System.Net.HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => Store.KeyExistsAsync($"predictions:{id}:{version}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_v1 is not null)
            await _v1.DisposeAsync();
        if (_v2 is not null)
            await _v2.DisposeAsync();
        if (_store is not null)
            await _store.CloseAsync();
        _store?.Dispose();
        await _garnet.DisposeAsync();
    }

    internal static class Samples
    {
        public const string Flight = """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":733}""";
    }
}
