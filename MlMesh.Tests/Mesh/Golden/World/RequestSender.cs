using System.Diagnostics;
using System.Globalization;
using System.Text;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>Sends the requests of a case, each on a new connection, as the recordings did.</summary>
internal sealed class RequestSender(ScenarioWorld world, string scenario, GoldenCase golden)
{
    private readonly GoldenRequest _request = golden.Request;

    /// <summary>Sends all requests of the case, so many at once and with such pauses as it says.</summary>
    public async Task<IReadOnlyList<SentRequest>> SendAllAsync()
    {
        var results = new SentRequest[golden.Repeat];
        var next = -1;
        async Task SendInTurn()
        {
            for (var i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
            {
                results[i] = await SendAsync(i);
                if (golden.Gap > TimeSpan.Zero)
                    await Task.Delay(golden.Gap);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(golden.Parallel, golden.Repeat)).Select(_ => Task.Run(SendInTurn)));
        return results;
    }

    private async Task<SentRequest> SendAsync(int number)
    {
        var key = $"{scenario}/{golden.Name}/{number}";
        var trace = world.Recorder.Of(key);
        var source = world.Pod(golden.From);
        var (destination, port, portMatters) = Destination();
        var started = Stopwatch.GetTimestamp();
        var connection = await world.DialFromApplicationAsync(source, destination);
        if (connection is null)
            return new SentRequest(null, "connection refused", trace, TimeSpan.Zero);
        await using var open = connection;
        try
        {
            var response = await RawHttpClient.ExchangeAsync(connection, Bytes(number, key, HostHeader(port, portMatters)), _request.Method == "HEAD");
            return new SentRequest(response, response is null ? "connection closed" : null, trace, Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException)
        {
            return new SentRequest(null, "no answer", trace, Stopwatch.GetElapsedTime(started));
        }
    }

    // Where the connection goes, the port that counts for the Host header, and whether the case named it.
    private (Endpoint Endpoint, int Port, bool Named) Destination()
    {
        if (golden.From == GoldenPod.Internet.Name)
        {
            var gatewayPort = _request.Port ?? 8080;
            return (Address(world.Pod("istio-ingressgateway-1").Ip, gatewayPort), gatewayPort, false);
        }

        if (_request.Pod is { } pod)
        {
            var podPort = _request.Port ?? 8080;
            return (Address(world.Pod(pod).Ip, podPort), podPort, _request.Port is not null);
        }

        var name = _request.Connect ?? _request.Host!.Split(':')[0];
        var service = world.Service(name);
        var port = _request.Port ?? (service is null ? 80 : (int)service.Ports[0].Port);
        return (Address(service?.ClusterIp ?? GoldenPod.Outside.Ip, port), port, _request.Port is not null);
    }

    private string? HostHeader(int port, bool named)
    {
        if (_request.Host is not { Length: > 0 } host || host.Contains(':', StringComparison.Ordinal))
            return _request.Host;
        return named || port is not (80 or 8080) ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host;
    }

    private byte[] Bytes(int number, string key, string? host)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{_request.Method} {Numbered(_request.Path, number)} HTTP/1.1\r\n");
        if (host is not null)
            text.Append(CultureInfo.InvariantCulture, $"Host: {host}\r\n");
        foreach (var (name, value) in _request.Headers)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {Numbered(value, number)}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"x-case: {key}\r\n");
        if (_request.Backend is { } backend)
            text.Append(CultureInfo.InvariantCulture, $"x-backend: {backend}\r\n");
        var body = Encoding.UTF8.GetBytes(_request.Body ?? "");
        if (_request.Body is not null || _request.Method is "POST" or "PUT" or "PATCH")
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        return [.. Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()), .. body];
    }

    private static string Numbered(string text, int number) => text.Replace("{i}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Endpoint Address(string ip, int port) => new() { Address = ip, Port = port };
}
