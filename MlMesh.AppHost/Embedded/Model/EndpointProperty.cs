namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The URL, as <c>http://localhost:8080</c>.</summary>
    Url,

    /// <summary>The host name.</summary>
    Host,

    /// <summary>The host's IPv4 address.</summary>
    IPV4Host,

    /// <summary>The port that others connect to.</summary>
    Port,

    /// <summary>The URL's scheme.</summary>
    Scheme,

    /// <summary>The port that the process itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port, joined by a colon.</summary>
    HostAndPort,

    /// <summary>Whether the endpoint speaks TLS: <c>True</c> or <c>False</c>.</summary>
    TlsEnabled,
}
