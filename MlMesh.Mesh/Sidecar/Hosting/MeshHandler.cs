using System.Diagnostics;
using System.Net;
using System.Text;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// The sidecar's outbound side for everything that an HttpClient or YARP's forwarder sends. What Envoy would not look into passes by: TLS that the application
/// speaks itself, HTTP/2, and loopback addresses; under REGISTRY_ONLY it is cut off where it would go to nobody that the mesh knows.
/// </summary>
public sealed class MeshHandler(MeshProxy proxy) : DelegatingHandler
{
    private readonly string _self = PeerMetadata.Of(proxy.Workload);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an address.");
        var policy = proxy.Policy;
        if (uri.IsLoopback)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (uri.Scheme != Uri.UriSchemeHttp || IsHttp2Only(request) || policy.Outbound(uri.Port) is null)
        {
            return policy.Reaches(uri.IdnHost, uri.Port)
                ? await base.SendAsync(request, cancellationToken).ConfigureAwait(false)
                : throw new HttpRequestException(HttpRequestError.ConnectionError, $"REGISTRY_ONLY: no service that {proxy.Workload.Name} sees is {uri.IdnHost}:{uri.Port}; a ServiceEntry would make it known.");
        }

        var connection = new DownstreamConnection
        {
            PeerAddress = proxy.Workload.Ip,
            Destination = new Endpoint { Address = uri.IdnHost, Port = uri.Port },
        };
        var body = request.Content is { } content ? new ContentBody(content) : null;
        var outgoing = Convert(request, uri, body);
        outgoing.Headers.Replace(PeerMetadata.Header, _self);
        try
        {
            var response = await proxy.OutboundAsync(outgoing, connection, cancellationToken).ConfigureAwait(false);
            if (body?.Failure is not { } failure)
                return Convert(response, request);
            // Nobody was asked a whole question; what the proxy makes of that would hide from the application that the fault is its own.
            response.Dispose();
            throw new HttpRequestException("The request's body could not be read.", failure);
        }
        catch (IOException failure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, failure.Message, failure);
        }
    }

    private static bool IsHttp2Only(HttpRequestMessage request) => request.Version.Major > 1 && request.VersionPolicy != HttpVersionPolicy.RequestVersionOrLower;

    private static MeshRequest Convert(HttpRequestMessage request, Uri uri, ContentBody? body)
    {
        var converted = new MeshRequest
        {
            Method = request.Method.Method,
            Target = uri.PathAndQuery,
            Authority = request.Headers.Host ?? uri.Authority,
            Body = body ?? RequestBody.Empty,
        };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase))
                converted.Headers.Append(name, OnTheWire(values.ToString()));
        }

        // What the handler below would do: the application's span is the parent of the sidecar's.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ambient)
        {
            converted.Headers.Replace("traceparent", id);
            if (string.IsNullOrEmpty(ambient.TraceStateString))
                converted.Headers.Remove("tracestate");
            else
                converted.Headers.Replace("tracestate", ambient.TraceStateString);
        }

        if (request.Content is null)
            return converted;
        foreach (var (name, values) in request.Content.Headers.NonValidated)
            converted.Headers.Append(name, OnTheWire(values.ToString()));
        return converted;
    }

    // The mesh has a header as bytes, one to a character; text beyond ASCII is UTF-8, which is also how ASP.NET Core took it in.
    private static string OnTheWire(string value) => Ascii.IsValid(value) ? value : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));

    private static HttpResponseMessage Convert(MeshResponse response, HttpRequestMessage request)
    {
        var converted = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Version = HttpVersion.Version11,
            Content = new StreamContent(response.Body),
        };
        foreach (var (name, value) in response.Headers.Fields)
        {
            if (!converted.Headers.TryAddWithoutValidation(name, value))
                converted.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (response.Length is { } length && !response.Headers.Contains(HeaderNames.ContentLength))
            converted.Content.Headers.ContentLength = length;
        return converted;
    }
}
