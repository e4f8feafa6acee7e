using System.Diagnostics;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class StoreHangsTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task A_store_that_hangs_costs_no_more_than_the_time_limit_and_is_used_again_when_it_answers()
    {
        await using var relay = new StoreRelay(garnet.Port);
        await using var services = await FeatureServices.ConnectAsync(relay.Address, ("StoreTimeout", "00:00:00.100"));
        await services.LoadAsync();
        Assert.True(await services.EventuallyAsync(vector => !vector.Degraded));

        relay.Hold();
        var started = Stopwatch.GetTimestamp();
        var held = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures);
        Assert.Equal("The feature store did not answer within 100 ms.", held.DegradedReason);
        Assert.All(held.Values[3..], value => Assert.Equal(Samples.OverallLateRate, value));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(60));

        relay.Release();
        Assert.True(await services.EventuallyAsync(vector => !vector.Degraded && vector.Status("route:late_rate") == FeatureStatus.Present));
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_wait_for_the_store()
    {
        await using var relay = new StoreRelay(garnet.Port);
        await using var services = await FeatureServices.ConnectAsync(relay.Address);
        await services.LoadAsync();
        relay.Hold();
        using var cancelled = new CancellationTokenSource();
        var reading = services.Reader.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures, cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        relay.Release();
    }
}
