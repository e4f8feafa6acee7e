using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using MlMesh.Gateway.Console;
using MlMesh.Gateway.Headers;
using MlMesh.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Forwards a request to the inference service, and says so in a proper error when it does not answer.</summary>
internal sealed class InferenceForwarder(
    IHttpForwarder forwarder,
    InferenceTransport transport,
    RecentPredictions recent,
    IOptions<ForwardingOptions> options,
    ILogger<InferenceForwarder> logger)
{
    private readonly long _maxBodyBytes = options.Value.MaxRequestBodyBytes;

    /// <summary>Forwards a call of <c>/predict</c>.</summary>
    public async Task PredictAsync(HttpContext context)
    {
        var capture = recent.Listen(context);
        if (await ForwardAsync(context, Identifiers.NewPredictionId()) && capture is not null)
            recent.Add(capture);
    }

    /// <summary>Forwards any other call; one that infers gets a prediction id too.</summary>
    public Task ForwardAsync(HttpContext context) => ForwardAsync(context, Infers(context.Request) ? Identifiers.NewPredictionId() : null);

    private static bool Infers(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/infer", StringComparison.Ordinal);

    private async Task<bool> ForwardAsync(HttpContext context, string? predictionId)
    {
        var requestId = Identifiers.RequestIdOf(context.Request);
        context.Response.OnStarting(static state => ((AnswerHeaders)state).Apply(), new AnswerHeaders(context.Response.Headers, requestId, predictionId, Activity.Current));

        if (context.Request.ContentLength > _maxBodyBytes)
        {
            await Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, TooLarge());
            return false;
        }
        var error = await forwarder.SendAsync(
            context, transport.Address, transport.Invoker, transport.RequestConfig, new InferenceTransformer(requestId, predictionId), context.RequestAborted);
        if (error != ForwarderError.None)
        {
            await AnswerFailureAsync(context, error);
            return false;
        }
        // What the upstream answered is its own affair, an error without a body included.
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return true;
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
        await Problem.WriteAsync(context, status, detail);
    }

    private string TooLarge() => $"The body exceeds {_maxBodyBytes} bytes, the gateway's limit.";
}
