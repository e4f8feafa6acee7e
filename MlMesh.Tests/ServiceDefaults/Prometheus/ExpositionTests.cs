using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Prometheus;

[Collection(ProcessTelemetry.Name)]
public sealed class ExpositionTests : IAsyncLifetime
{
    private readonly string _scope = $"MlMesh.M{Guid.NewGuid():N}";
    private readonly string _name = $"m{Guid.NewGuid():N}";
    private Meter _meter = null!;
    private TestService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _meter = new Meter(_scope);
        _service = await TestService.StartAsync(map: app => app.MapGet($"/{_name}/{{id}}", (string id) => id));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _meter.Dispose();
    }

    [Fact]
    public async Task A_counter_ends_in_total_and_has_help_and_type()
    {
        var counter = _meter.CreateCounter<long>($"{_name}.infer", "{request}", "Answered requests.");
        counter.Add(2, new KeyValuePair<string, object?>("model.name", "flight-delay"));
        counter.Add(3, new KeyValuePair<string, object?>("model.name", "flight-delay"));

        Assert.Equal(
            [
                $"# HELP {_name}_infer_total Answered requests.",
                $"# TYPE {_name}_infer_total counter",
                $$"""{{_name}}_infer_total{otel_scope_name="{{_scope}}",model_name="flight-delay"} 5""",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task A_histogram_counts_up_to_each_bound_and_to_infinity()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] };
        var histogram = _meter.CreateHistogram(_name, "s", "Time to predict.", null, advice);
        foreach (var value in (double[])[0.25, 0.75, 0.75, 4]) histogram.Record(value);

        Assert.Equal(
            [
                $"# HELP {_name}_seconds Time to predict.",
                $"# TYPE {_name}_seconds histogram",
                $$"""{{_name}}_seconds_bucket{otel_scope_name="{{_scope}}",le="0.5"} 1""",
                $$"""{{_name}}_seconds_bucket{otel_scope_name="{{_scope}}",le="1"} 3""",
                $$"""{{_name}}_seconds_bucket{otel_scope_name="{{_scope}}",le="+Inf"} 4""",
                $$"""{{_name}}_seconds_sum{otel_scope_name="{{_scope}}"} 5.75""",
                $$"""{{_name}}_seconds_count{otel_scope_name="{{_scope}}"} 4""",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task A_duration_without_advice_gets_buckets_below_a_millisecond()
    {
        _meter.CreateHistogram<double>(_name, "s").Record(0.0002);

        var lines = await LinesAsync();

        Assert.Contains(lines, line => line.EndsWith("le=\"0.0001\"} 0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("le=\"0.00025\"} 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("By", "_bytes")]
    [InlineData("ms", "_milliseconds")]
    [InlineData("1", "_ratio")]
    [InlineData("%", "_percent")]
    [InlineData("By/s", "_bytes_per_second")]
    [InlineData("{flight}", "")]
    [InlineData(null, "")]
    public async Task A_unit_becomes_a_suffix_and_an_annotation_none(string? unit, string suffix)
    {
        _meter.CreateGauge<double>(_name, unit).Record(1.5);

        Assert.Contains($$"""{{_name}}{{suffix}}{otel_scope_name="{{_scope}}"} 1.5""", await LinesAsync());
    }

    [Fact]
    public async Task A_unit_that_the_name_already_has_is_not_repeated()
    {
        _meter.CreateCounter<double>($"{_name}.seconds.total", "s").Add(1);

        Assert.Contains($"# TYPE {_name}_seconds_total counter", await LinesAsync());
    }

    [Fact]
    public async Task A_gauge_gives_up_the_suffix_that_belongs_to_histograms()
    {
        _meter.CreateUpDownCounter<int>($"{_name}.pool.count").Add(-7);

        Assert.Contains($$"""{{_name}}_pool{otel_scope_name="{{_scope}}"} -7""", await LinesAsync());
    }

    [Theory]
    [InlineData("dotnet_thread_pool_queue_length")]
    [InlineData("dotnet_thread_pool_thread")]
    public async Task What_falls_is_a_gauge_even_where_the_runtime_calls_it_a_counter(string name) =>
        Assert.Contains($"# TYPE {name} gauge\n", await _service.MetricsAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Labels_and_help_are_escaped()
    {
        _meter.CreateGauge<long>(_name, null, "a \\ and\na line").Record(1, new KeyValuePair<string, object?>("path", "C:\\x \"y\"\nz"));

        var lines = await LinesAsync();

        Assert.Contains($@"# HELP {_name} a \\ and\na line", lines);
        Assert.Contains($$"""{{_name}}{otel_scope_name="{{_scope}}",path="C:\\x \"y\"\nz"} 1""", lines);
    }

    [Fact]
    public async Task Attributes_that_become_the_same_label_are_joined_and_le_stays_the_histograms_own()
    {
        _meter.CreateGauge<long>(_name).Record(1, new("a.b", 1), new("a_b", true), new("le", "x"));

        Assert.Contains($$"""{{_name}}{otel_scope_name="{{_scope}}",a_b="1;true",exported_le="x"} 1""", await LinesAsync());
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(1e300, "1E+300")]
    public async Task Numbers_are_written_as_prometheus_reads_them(double value, string text)
    {
        _meter.CreateGauge<double>(_name).Record(value);

        Assert.Contains($$"""{{_name}}{otel_scope_name="{{_scope}}"} {{text}}""", await LinesAsync());
    }

    [Fact]
    public async Task Two_meters_share_a_family()
    {
        using var other = new Meter($"{_scope}.Other");
        _meter.CreateGauge<long>(_name).Record(1);
        other.CreateGauge<long>(_name).Record(2);

        var lines = await LinesAsync();

        Assert.Single(lines, line => line.StartsWith("# TYPE", StringComparison.Ordinal));
        Assert.Contains($$"""{{_name}}{otel_scope_name="{{_scope}}"} 1""", lines);
        Assert.Contains($$"""{{_name}}{otel_scope_name="{{_scope}}.Other"} 2""", lines);
    }

    [Fact]
    public async Task A_second_instrument_that_would_repeat_a_series_is_left_out()
    {
        _meter.CreateGauge<long>($"{_name}.x").Record(1);
        _meter.CreateGauge<long>($"{_name}_x").Record(2);

        Assert.Single(await LinesAsync(), line => line.StartsWith($"{_name}_x{{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_label_with_endless_values_does_not_grow_the_scrape_endlessly()
    {
        var counter = _meter.CreateCounter<long>(_name);
        for (var i = 0; i < 20_000; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));

        var lines = await LinesAsync();

        Assert.InRange(lines.Count, 100, 2_500);
        Assert.Contains(lines, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_are_counted_by_route_and_probes_are_not()
    {
        string[] probes = ["/health/live", "/health/ready", "/metrics"];
        foreach (var probe in probes) await _service.Client.GetAsync(probe);

        var text = await _service.MetricsAfterAsync($"/{_name}/1", $"http_route=\"/{_name}/{{id}}\"");

        Assert.DoesNotContain("http_route=\"/health", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http_route=\"/metrics", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_says_who_it_is_about()
    {
        var text = await _service.MetricsAsync();

        Assert.Contains("target_info{", text, StringComparison.Ordinal);
        Assert.Contains("service_name=\"test-service\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_type_is_that_of_the_text_format()
    {
        using var response = await _service.Client.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Scrapes_at_the_same_time_are_all_whole()
    {
        _meter.CreateCounter<long>(_name).Add(1);

        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _service.MetricsAsync()));

        Assert.All(texts, text => Assert.Single(text.Split('\n'), line => line.StartsWith($"{_name}_total{{", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.EndsWith("\n", text, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> LinesAsync() =>
        [.. (await _service.MetricsAsync()).Split('\n').Where(line => line.Contains(_name, StringComparison.Ordinal) && !line.Contains("http_route", StringComparison.Ordinal))];
}
