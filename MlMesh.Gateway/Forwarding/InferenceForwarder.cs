using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using MlMesh.Gateway.Errors;
using MlMesh.Gateway.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Forwards a request to the inference service, and says so in a proper error when it does not answer.</summary>
internal sealed class InferenceForwarder(
    IHttpForwarder forwarder, InferenceTransport transport, IOptions<ForwardingOptions> options, ILogger<InferenceForwarder> logger)
{
    private readonly long _maxBodyBytes = options.Value.MaxRequestBodyBytes;

    /// <summary>Forwards a call of <c>/predict</c>.</summary>
    public Task PredictAsync(HttpContext context) => ForwardAsync(context, Identifiers.NewPredictionId());

    /// <summary>Forwards any other call; one that infers gets a prediction id too.</summary>
    public Task ForwardAsync(HttpContext context) => ForwardAsync(context, Infers(context.Request) ? Identifiers.NewPredictionId() : null);

    private static bool Infers(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/infer", StringComparison.Ordinal);

    private async Task ForwardAsync(HttpContext context, string? predictionId)
    {
        var requestId = Identifiers.RequestIdOf(context.Request);
        context.Response.OnStarting(static state => ((AnswerHeaders)state).Apply(), new AnswerHeaders(context.Response.Headers, requestId, predictionId, Activity.Current));

        if (context.Request.ContentLength > _maxBodyBytes)
        {
            await GatewayErrors.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, TooLarge());
            return;
        }
        var error = await forwarder.SendAsync(
            context, transport.Address, transport.Invoker, transport.RequestConfig, new InferenceTransformer(requestId, predictionId), context.RequestAborted);
        if (error != ForwarderError.None)
            await AnswerFailureAsync(context, error);
        else if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
    }

    private async Task AnswerFailureAsync(HttpContext context, ForwarderError error)
    {
        var cause = context.GetForwarderErrorFeature()?.Exception;
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return;
        var (status, detail) = ForwardingFailure.Describe(error, cause, TooLarge);
        if (status >= StatusCodes.Status500InternalServerError)
            Log.Failed(logger, context.Request.Method, context.Request.Path, error, cause?.GetBaseException().Message);
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";
        await GatewayErrors.WriteAsync(context, status, detail);
    }

    private string TooLarge() => $"The body exceeds {_maxBodyBytes} bytes, the gateway's limit.";
}
