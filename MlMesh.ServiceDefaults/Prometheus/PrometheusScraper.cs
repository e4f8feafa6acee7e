using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace MlMesh.ServiceDefaults.Prometheus;

/// <summary>Collects the current metrics on request. One collection runs at a time; the text's buffer is reused.</summary>
internal sealed class PrometheusScraper : IDisposable
{
    /// <summary>The text format that every Prometheus since 2014 reads.</summary>
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly PrometheusExporter _exporter;
    private readonly SemaphoreSlim _one = new(1, 1);

    public PrometheusScraper(ILogger<PrometheusExporter> logger)
    {
        _exporter = new PrometheusExporter(logger);
        Reader = new BaseExportingMetricReader(_exporter);
    }

    /// <summary>What the meter provider has to feed; it disposes of it, too.</summary>
    public MetricReader Reader { get; }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_exporter.Collect is not { } collect || !collect(Timeout.Infinite))
            {
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            response.ContentType = ContentType;
            response.ContentLength = _exporter.Text.Length;
            await response.BodyWriter.WriteAsync(_exporter.Text, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
