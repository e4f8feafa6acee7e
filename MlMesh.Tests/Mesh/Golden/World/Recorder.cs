using System.Collections.Concurrent;
using MlMesh.Mesh.Sidecar;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>Keeps what applications got and what proxies logged, by the request's <c>x-case</c>.</summary>
internal sealed class Recorder : IExchangeObserver
{
    private readonly ConcurrentDictionary<string, RequestTrace> _traces = new(StringComparer.Ordinal);

    /// <summary>What became of one request.</summary>
    public RequestTrace Of(string request) => _traces.GetOrAdd(request, _ => new RequestTrace());

    public void Received(string? request, string pod, GoldenReceived received)
    {
        if (request is not null)
            Of(request).Received.Add((pod, received));
    }

    public void Completed(Exchange exchange)
    {
        if (exchange.Request.Headers.First("x-case") is { } request)
            Of(request).Logged.Add(LoggedExchange.From(exchange));
    }
}
