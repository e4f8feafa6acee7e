using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FeatureTelemetryTests(GarnetServer garnet) : IClassFixture<GarnetServer>, IAsyncLifetime
{
    private FeatureServices _services = null!;

    public async ValueTask InitializeAsync()
    {
        _services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        await _services.LoadAsync();
        // The first read also asks for the version of the tables.
        await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_round_trip_is_one_client_span_with_the_attributes_of_database_calls()
    {
        using var parent = new Activity("test").Start();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MlMesh.Inference",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == parent.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);

        var span = Assert.Single(spans);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("PIPELINE HMGET", span.DisplayName);
        var tags = span.TagObjects.ToDictionary();
        Assert.Equal("redis", tags["db.system.name"]);
        Assert.Equal("PIPELINE HMGET", tags["db.operation.name"]);
        Assert.Equal("0", tags["db.namespace"]);
        Assert.Equal(6, tags["db.operation.batch.size"]);
        Assert.Equal("127.0.0.1", tags["server.address"]);
        Assert.Equal(garnet.Port, tags["server.port"]);
        Assert.DoesNotContain("error.type", tags.Keys);
    }

    [Fact]
    public async Task Defaults_and_ages_are_measured()
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At("16:40")));
        using var measured = Measure();

        await _services.ReadAsync(Samples.Flight(Samples.At("17:30"), "ABE", "LGA"), Samples.AllFeatures);

        var defaulted = measured.Of("mlmesh.features.defaulted").Select(measurement => measurement.Tags["feature"]).ToArray();
        Assert.Contains("route:late_rate", defaulted);
        Assert.Contains("airport_window:origin_departures_late_rate_2h", defaulted);
        Assert.DoesNotContain("airport:origin_late_rate", defaulted);
        Assert.Equal(30 * 60, Assert.Single(measured.Of("mlmesh.features.age")).Value);
        var roundTrip = Assert.Single(measured.Of("db.client.operation.duration"));
        Assert.InRange(roundTrip.Value, double.Epsilon, 60);
        Assert.Equal("redis", roundTrip.Tags["db.system.name"]);
        Assert.Empty(measured.Of("mlmesh.feature_store.errors"));
    }

    [Fact]
    public async Task A_failed_round_trip_is_counted_with_its_kind_of_error()
    {
        var key = FeatureKeys.Route("SEA", "ABE");
        await _services.Store.GetDatabase().ListRightPushAsync(key, "x");
        using var measured = Measure();

        await _services.ReadAsync(Samples.Flight(Samples.At("17:30"), "SEA", "ABE"), Samples.AllFeatures);

        Assert.Equal("StackExchange.Redis.RedisServerException", Assert.Single(measured.Of("mlmesh.feature_store.errors")).Tags["error.type"]);
        await _services.Store.GetDatabase().KeyDeleteAsync(key);
    }

    private Measured Measure() => new(_services.Get<IMeterFactory>());

    /// <summary>Collects what the meters of one factory measure.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _all = new();

        public Measured(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, new(tags.ToArray()))));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _all.Enqueue((instrument.Name, value, new(tags.ToArray()))));
            _listener.Start();
        }

        public IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) => _all.Where(measurement => measurement.Name == name);

        public void Dispose() => _listener.Dispose();
    }
}
