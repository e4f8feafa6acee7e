namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint is in this run.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">The host, as <c>localhost</c>.</param>
/// <param name="port">The port that others connect to.</param>
/// <param name="targetPort">The port that the process itself listens on.</param>
public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, int targetPort)
{
    /// <summary>The host.</summary>
    public string Address { get; } = address;

    /// <summary>The port that others connect to.</summary>
    public int Port { get; } = port;

    /// <summary>The port that the process itself listens on.</summary>
    public int TargetPort { get; } = targetPort;

    /// <summary>The URL's scheme.</summary>
    public string UriScheme => endpoint.UriScheme;

    /// <summary>The address as URL, as <c>http://localhost:8080</c>.</summary>
    public string UriString => $"{UriScheme}://{Address}:{Port}";
}
