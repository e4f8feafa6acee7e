using MlMesh.Gateway.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Turns one incoming request into the forwarded one, and the upstream's answer into ours.</summary>
/// <param name="requestId">The request's id.</param>
/// <param name="predictionId">The prediction's id, or null where nothing is predicted.</param>
internal sealed class InferenceTransformer(string requestId, string? predictionId) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        HopByHop.RemoveNominated(httpContext.Request.Headers.Connection, proxyRequest);
        proxyRequest.RequestUri = RawTarget.Under(destinationPrefix, httpContext);
        // The host that routes look at is the inference service's, not the one that the public calls us by.
        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.Remove(HeaderNames.RequestId);
        proxyRequest.Headers.Add(HeaderNames.RequestId, requestId);
        proxyRequest.Headers.Remove(HeaderNames.PredictionId);
        if (predictionId is not null)
            proxyRequest.Headers.Add(HeaderNames.PredictionId, predictionId);
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var copyBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is not null)
            HopByHop.RemoveNominated(proxyResponse.Headers.Connection, httpContext.Response.Headers);
        return copyBody;
    }
}
