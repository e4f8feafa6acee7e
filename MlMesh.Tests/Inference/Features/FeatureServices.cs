using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using StackExchange.Redis;

namespace MlMesh.Tests.Inference.Features;

/// <summary>The feature services of a model server, over a connection.</summary>
internal sealed class FeatureServices : IAsyncDisposable
{
    private readonly IHost _host;

    private FeatureServices(IHost host, IConnectionMultiplexer store)
    {
        _host = host;
        Store = store;
    }

    public IConnectionMultiplexer Store { get; }

    public IFeatureReader Reader => Get<IFeatureReader>();

    public IOnlineWindows Windows => Get<IOnlineWindows>();

    public IAirports Airports => Get<IAirports>();

    /// <summary>Connects to a store and makes the services.</summary>
    /// <param name="address">host:port.</param>
    /// <param name="settings">Settings of section <c>Features</c>.</param>
    public static async Task<FeatureServices> ConnectAsync(string address, params (string Key, string Value)[] settings)
    {
        var store = await GarnetServer.ConnectAsync(address);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // A busy machine must not look like a hanging store, unless a test says so.
        builder.Configuration.AddInMemoryCollection([new("Features:StoreTimeout", "00:00:20")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Features:{setting.Key}", setting.Value)));
        builder.Services.AddSingleton<IConnectionMultiplexer>(store);
        builder.Services.AddMetrics();
        builder.Services.AddFeatures(builder.Configuration);
        return new FeatureServices(builder.Build(), store);
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task LoadAsync() => Get<FeatureLoader>().LoadAsync(CancellationToken.None);

    /// <summary>Counts outcomes, as the server does for what <c>/outcomes</c> takes.</summary>
    public async Task AddAsync(params FlightOutcome[] outcomes)
    {
        var transaction = Store.GetDatabase().CreateTransaction();
        foreach (var outcome in outcomes)
            Windows.Add(transaction, outcome);
        await transaction.ExecuteAsync();
    }

    public async Task<FeatureVector> ReadAsync(Flight flight, FeatureSet features) => await Reader.ReadAsync(flight, features, CancellationToken.None);

    /// <summary>Reads until a read is as expected; <see langword="false"/> when that takes a minute.</summary>
    public async Task<bool> EventuallyAsync(Func<FeatureVector, bool> expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!expected(await ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures)))
        {
            if (patience.IsCancellationRequested)
                return false;
            await Task.Delay(20);
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Store.CloseAsync();
        Store.Dispose();
    }
}
