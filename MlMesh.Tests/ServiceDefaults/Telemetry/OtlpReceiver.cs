using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MlMesh.Tests.ServiceDefaults.Telemetry;

/// <summary>A small OTLP receiver, over gRPC or HTTP, that remembers what it got.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, ProtoMessage Request, Dictionary<string, string> Headers)> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpReceiver(WebApplication app, string protocol)
    {
        _app = app;
        Protocol = protocol;
        // Both protocols: a gRPC method's last part is Export, an OTLP/HTTP path's is the signal.
        app.MapPost("/{**path}", ReceiveAsync);
    }

    public string Protocol { get; }

    public IReadOnlyList<Dictionary<string, string>> Headers => [.. _received.Select(r => r.Headers)];

    public IReadOnlyList<ReceivedSpan> Spans => [.. Received("trace", 2, (resource, span) => new ReceivedSpan(resource, span))];

    public IReadOnlyList<ReceivedMetric> Metrics => [.. Received("metrics", 2, (resource, metric) => new ReceivedMetric(resource, metric.String(1)))];

    public IReadOnlyList<ReceivedLog> Logs =>
        [.. Received("logs", 2, (resource, log) => new ReceivedLog(resource, log.Messages(5).Single().String(1), log.Attributes(6), log.Hex(9)))];

    /// <summary>The settings with which a service sends here.</summary>
    public (string, string)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", Protocol),
        ("OTEL_BSP_SCHEDULE_DELAY", "50"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "50"),
    ];

    public static async Task<OtlpReceiver> StartAsync(string protocol = "grpc")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            listen.Protocols = protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var receiver = new OtlpReceiver(builder.Build(), protocol);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until something that was received satisfies the condition.</summary>
    public async Task<T> UntilAsync<T>(Func<OtlpReceiver, T?> find)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (find(this) is { } found) return found;
            await _arrived.WaitAsync(limit.Token);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, string path)
    {
        using var buffer = new MemoryStream();
        Stream body = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        await body.CopyToAsync(buffer);
        var bytes = buffer.ToArray().AsMemory();
        if (Protocol == "grpc")
        {
            bytes = bytes[5..];
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        }
        else
        {
            context.Response.ContentType = "application/x-protobuf";
        }

        _received.Enqueue((path, new ProtoMessage(bytes), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        _arrived.Release();
    }

    private IEnumerable<T> Received<T>(string signal, int field, Func<Dictionary<string, string>, ProtoMessage, T> create) =>
        from received in _received
        where received.Signal.Contains(signal, StringComparison.Ordinal)
        from resource in received.Request.Messages(1)
        let attributes = resource.Messages(1).Single().Attributes(1)
        from item in resource.Messages(2, field)
        select create(attributes, item);
}
