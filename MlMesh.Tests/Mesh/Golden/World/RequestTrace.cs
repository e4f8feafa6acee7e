using System.Collections.Concurrent;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>What became of one request.</summary>
internal sealed class RequestTrace
{
    /// <summary>What applications got, with the pod.</summary>
    public ConcurrentBag<(string Pod, GoldenReceived Request)> Received { get; } = [];

    /// <summary>What proxies logged.</summary>
    public ConcurrentBag<LoggedExchange> Logged { get; } = [];
}
