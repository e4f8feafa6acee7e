using System.Buffers;
using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace MlMesh.ServiceDefaults.Prometheus;

/// <summary>Writes the Prometheus text exposition format, version 0.0.4.</summary>
internal sealed class PrometheusWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly PrometheusLabels _labels = new();

    public ReadOnlyMemory<byte> Text => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>The resource as <c>target_info</c>, which a query joins on <c>job</c> and <c>instance</c>.</summary>
    public void Target(Resource resource)
    {
        Header("target_info", "Attributes of the process that the metrics describe.", "gauge");
        _labels.Clear();
        foreach (var (key, value) in resource.Attributes) _labels.Add(key, value);
        Sample("target_info", "", null, 1);
    }

    public void Family(string name, List<Metric> metrics)
    {
        var first = metrics[0];
        var help = string.IsNullOrWhiteSpace(first.Description) ? $"Instrument {first.Name} of meter {first.MeterName}." : first.Description;
        Header(name, help, PrometheusName.TypeOf(first));
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                _labels.Clear();
                _labels.Add("otel.scope.name", metric.MeterName);
                foreach (var (key, value) in point.Tags) _labels.Add(key, value);
                Point(name, metric.MetricType, in point);
            }
        }
    }

    private void Point(string name, MetricType type, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic: Sample(name, "", null, point.GetSumLong()); break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic: Sample(name, "", null, point.GetSumDouble()); break;
            case MetricType.LongGauge: Sample(name, "", null, point.GetGaugeLastValueLong()); break;
            case MetricType.DoubleGauge: Sample(name, "", null, point.GetGaugeLastValueDouble()); break;
            default: Histogram(name, in point); break;
        }
    }

    private void Histogram(string name, in MetricPoint point)
    {
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            Sample(name, "_bucket", bucket.ExplicitBound, cumulative);
        }

        Sample(name, "_sum", null, point.GetHistogramSum());
        Sample(name, "_count", null, point.GetHistogramCount());
    }

    private void Header(string name, string help, string type)
    {
        Write("# HELP ");
        Write(name);
        Write(" ");
        Write(help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal));
        Write("\n# TYPE ");
        Write(name);
        Write(" ");
        Write(type);
        Write("\n");
    }

    private void Sample(string name, string suffix, double? bound, double value)
    {
        Write(name);
        Write(suffix);
        var text = _labels.Text;
        if (text.Length > 0 || bound is not null)
        {
            Write("{");
            Write(text);
            if (bound is { } le)
            {
                Write(text.Length > 0 ? ",le=\"" : "le=\"");
                Write(le);
                Write("\"");
            }

            Write("}");
        }

        Write(" ");
        Write(value);
        Write("\n");
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _buffer);

    private void Write(double value)
    {
        if (double.IsInfinity(value))
        {
            Write(value > 0 ? "+Inf" : "-Inf");
            return;
        }

        value.TryFormat(_buffer.GetSpan(32), out var written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }
}
