namespace MlMesh.Gateway.Forwarding;

/// <summary>How requests reach the inference service. Bound from the section <c>Gateway</c>, the address from <see cref="AddressKey"/>.</summary>
internal sealed class ForwardingOptions
{
    /// <summary>The section that the other settings are bound from.</summary>
    public const string Section = "Gateway";

    /// <summary>Where service discovery puts the inference service's address; as an environment variable, <c>services__model-inference__http__0</c>.</summary>
    public const string AddressKey = "services:model-inference:http:0";

    /// <summary>
    /// The inference service's base address, such as <c>http://model-inference:8080</c>. Required: a default would let a forgotten
    /// setting pass the start and fail every request.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How long a request may go without any byte moving in either direction before it is answered with 504. Default 30 s.</summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long opening a connection to the inference service may take before the request is answered with 503. Default 2 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The largest request body, in bytes; a larger one is answered with 413. Default 8 MiB.</summary>
    public long MaxRequestBodyBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The most connections that callers may hold open; further ones are closed at once. Default 4,096.</summary>
    public int MaxClientConnections { get; set; } = 4096;

    /// <summary>The most connections to the inference service; further requests wait for one, within the activity timeout. Default 512.</summary>
    public int MaxUpstreamConnections { get; set; } = 512;
}
