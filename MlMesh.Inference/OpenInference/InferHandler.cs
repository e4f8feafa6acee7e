using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Http;
using MlMesh.Inference.Limits;
using MlMesh.Inference.Models;
using MlMesh.Inference.Onnx;
using MlMesh.Inference.Telemetry;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.OpenInference;

/// <summary>Answers <c>POST /v2/models/{model}[/versions/{version}]/infer</c>.</summary>
internal sealed class InferHandler(ModelRepository repository, IOptions<LimitsOptions> limits, InferenceTelemetry telemetry)
{
    private readonly LimitsOptions _limits = limits.Value;

    public async Task HandleAsync(HttpContext context)
    {
        if (ModelRoute.Find(context, repository) is not { } model)
        {
            await ModelRoute.WriteNotFoundAsync(context, repository);
            return;
        }
        try
        {
            if (context.Request.Headers.ContainsKey("Inference-Header-Content-Length"))
                throw new InferenceRequestException("the binary tensor extension is not served; send the tensors as JSON");
            using var body = await RequestBody.ReadAsync(context, _limits.MaxBodyBytes);
            Infer(context, model, body.Memory.Span);
        }
        catch (Exception e) when (StatusOf(e) is { } status)
        {
            telemetry.Failed(model.Tags);
            await Problem.WriteAsync(context, status, MessageOf(e));
        }
    }

    private void Infer(HttpContext context, ServedModel model, ReadOnlySpan<byte> body)
    {
        using var activity = InferenceTelemetry.Source.StartActivity("infer");
        activity?.SetTag("model.name", model.Name).SetTag("model.version", model.Version);
        var started = Stopwatch.GetTimestamp();
        using var call = model.Session.Rent();
        var request = new InferRequestReader(model, _limits, call, body);
        Read(ref request);
        var read = Stopwatch.GetTimestamp();
        call.Run(request.Outputs, context.RequestAborted);
        var ran = Stopwatch.GetTimestamp();
        var response = JsonResponse.Begin(out var json);
        InferResponseWriter.Write(json, model, request.Id, call, request.Outputs);
        response.Send(context.Response);
        telemetry.Answered(model.Tags, request.Batch, started, read, ran, Stopwatch.GetTimestamp());
    }

    private static void Read(ref InferRequestReader request)
    {
        try
        {
            request.Read();
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws when it compares or unescapes such a string.
            throw new InferenceRequestException("a string has an escape that is not valid Unicode");
        }
    }

    // A model that is loaded and then refuses to run was given what it cannot take: indices out of its range, shapes that do not go together.
    private static int? StatusOf(Exception exception) => exception switch
    {
        InferenceRequestException refused => refused.Status,
        BadHttpRequestException bad => bad.StatusCode,
        JsonException or OnnxException => StatusCodes.Status400BadRequest,
        _ => null,
    };

    private static string MessageOf(Exception exception) => exception is JsonException ? $"the body is not valid JSON: {exception.Message}" : exception.Message;
}
