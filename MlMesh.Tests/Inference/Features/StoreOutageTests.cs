using System.Diagnostics;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class StoreOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GarnetServer _garnet = new();

    public ValueTask InitializeAsync() => _garnet.InitializeAsync();

    public ValueTask DisposeAsync() => _garnet.DisposeAsync();

    [Fact]
    public async Task Without_a_store_the_defaults_of_the_model_stand_in()
    {
        await _garnet.KillAsync();
        await using var services = await FeatureServices.ConnectAsync(_garnet.ConnectionString);
        var features = FeatureSet.Create([new("flight:distance", null), new("airport:origin_late_rate", 0.25f), new("system_window:late_rate_2h", 0.5f)]);

        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), features);

        Assert.Equal([733, 0.25f, 0.5f], vector.Values);
        Assert.Equal([FeatureStatus.Present, FeatureStatus.Default, FeatureStatus.Default], vector.Statuses);
        Assert.True(vector.Degraded);
        Assert.Equal("The feature store cannot be reached.", vector.DegradedReason);
        Assert.Null(vector.Age);
        Assert.Empty(vector.Missing);
    }

    [Fact]
    public async Task A_feature_without_default_is_missing_while_the_store_is_down()
    {
        await _garnet.KillAsync();
        await using var services = await FeatureServices.ConnectAsync(_garnet.ConnectionString);
        var features = FeatureSet.Create([new("route:late_rate", null), new("airport:origin_late_rate", 0.25f)]);

        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), features);

        Assert.Equal(["route:late_rate"], vector.Missing);
        Assert.Equal([FeatureStatus.Missing, FeatureStatus.Default], vector.Statuses);
    }

    [Fact]
    public async Task A_model_that_needs_nothing_from_the_store_is_not_degraded_without_it()
    {
        await _garnet.KillAsync();
        await using var services = await FeatureServices.ConnectAsync(_garnet.ConnectionString);
        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), FeatureSet.Create([new("flight:hour", null), new("flight:weekday", null)]));
        Assert.Equal([12, 0], vector.Values);
        Assert.False(vector.Degraded);
    }

    [Fact]
    public async Task A_store_that_hangs_costs_no_more_than_the_time_limit_and_is_used_again_when_it_answers()
    {
        await using var relay = new StoreRelay(_garnet.Port);
        await using var services = await FeatureServices.ConnectAsync(relay.Address, ("StoreTimeout", "00:00:00.100"));
        await services.LoadAsync();
        Assert.True(await EventuallyAsync(services, vector => !vector.Degraded));

        relay.Hold();
        var started = Stopwatch.GetTimestamp();
        var held = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures);
        Assert.Equal("The feature store did not answer within 100 ms.", held.DegradedReason);
        Assert.All(held.Values[3..], value => Assert.Equal(Samples.OverallLateRate, value));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(90), Patience / 10);

        relay.Release();
        Assert.True(await EventuallyAsync(services, vector => !vector.Degraded && vector.Status("route:late_rate") == FeatureStatus.Present));
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_wait_for_the_store()
    {
        await using var relay = new StoreRelay(_garnet.Port);
        await using var services = await FeatureServices.ConnectAsync(relay.Address);
        await services.LoadAsync();
        relay.Hold();
        using var cancelled = new CancellationTokenSource();
        var reading = services.Reader.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures, cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        relay.Release();
    }

    [Fact]
    public async Task After_a_restart_that_emptied_the_store_its_tables_come_back_by_themselves()
    {
        await using var services = await FeatureServices.ConnectAsync(_garnet.ConnectionString, ("VersionCheckInterval", "01:00:00"));
        await services.LoadAsync();
        Assert.False((await services.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures)).Degraded);

        await _garnet.KillAsync();
        Assert.True(await EventuallyAsync(services, vector => vector.Degraded));
        await _garnet.StartAsync();

        Assert.True(await EventuallyAsync(services, vector => !vector.Degraded && vector.Status("route:late_rate") == FeatureStatus.Present));
    }

    /// <summary>Reads until a read is as expected.</summary>
    private static async Task<bool> EventuallyAsync(FeatureServices services, Func<FeatureVector, bool> expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!expected(await services.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures)))
            await Task.Delay(20, patience.Token);
        return true;
    }
}
