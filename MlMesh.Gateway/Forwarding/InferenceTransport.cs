using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>
/// The one way out to the inference service, shared by all requests. Its handler comes from the <see cref="IHttpMessageHandlerFactory"/>,
/// so a handler that <c>ConfigureHttpClientDefaults</c> puts over every client, such as a sidecar's, also lies over this one.
/// </summary>
internal sealed class InferenceTransport(IHttpMessageHandlerFactory handlers, IOptions<ForwardingOptions> options) : IDisposable
{
    /// <summary>The name of the client whose handler is used.</summary>
    public const string ClientName = "model-inference";

    /// <summary>Sends without buffering, cookies, redirects or decompression.</summary>
    public HttpMessageInvoker Invoker { get; } = new(handlers.CreateHandler(ClientName), disposeHandler: false);

    /// <summary>Where to send to: scheme and authority, without a slash at the end.</summary>
    public string Address { get; } = new Uri(options.Value.Address!).GetLeftPart(UriPartial.Authority);

    /// <summary>Version and idle timeout of a forwarded request.</summary>
    public ForwarderRequestConfig RequestConfig { get; } = new()
    {
        ActivityTimeout = options.Value.ActivityTimeout,
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    public void Dispose() => Invoker.Dispose();
}
