using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that a resource listens on.</summary>
/// <param name="protocol">The transport protocol.</param>
/// <param name="uriScheme">The URL's scheme, as <c>http</c>, <c>https</c>, <c>redis</c>, <c>tcp</c>.</param>
/// <param name="transport">What it carries: <c>http</c>, <c>http2</c> or <c>tcp</c>; null derives it from the scheme.</param>
/// <param name="name">The endpoint's name; null takes the scheme.</param>
/// <param name="port">The port that others connect to; null takes a free one.</param>
/// <param name="targetPort">The port that the process itself listens on; null takes <paramref name="port"/>.</param>
/// <param name="isExternal">Whether it may be reached from outside the application.</param>
/// <param name="isProxied">Kept for the model's sake: this host has no proxies, each process listens on its port itself.</param>
public sealed class EndpointAnnotation(
    ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
    int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true) : IResourceAnnotation
{
    /// <summary>The endpoint's name.</summary>
    public string Name { get; } = name ?? uriScheme ?? "tcp";

    /// <summary>The transport protocol.</summary>
    public ProtocolType Protocol { get; set; } = protocol;

    /// <summary>The URL's scheme.</summary>
    public string UriScheme { get; set; } = uriScheme ?? "tcp";

    /// <summary>What it carries: <c>http</c>, <c>http2</c> or <c>tcp</c>.</summary>
    public string Transport { get; set; } = transport ?? (uriScheme is "http" or "https" ? "http" : "tcp");

    /// <summary>The port that others connect to; null takes a free one.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port that the process itself listens on; null takes <see cref="Port"/>.</summary>
    public int? TargetPort { get; set; } = targetPort;

    /// <summary>The environment variable that tells the process its port; null tells none.</summary>
    public string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>Whether it may be reached from outside the application.</summary>
    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>Kept for the model's sake: this host has no proxies.</summary>
    public bool IsProxied { get; set; } = isProxied;

    /// <summary>Where the endpoint is in this run; null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
