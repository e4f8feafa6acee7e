using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Features;
using MlMesh.Inference.Flights;
using MlMesh.Inference.Http;
using MlMesh.Inference.Limits;
using MlMesh.Inference.Models;
using MlMesh.Inference.Telemetry;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.Predictions;

/// <summary>Answers <c>POST /predict</c> and <c>GET /predict</c>: will this flight be late?</summary>
internal sealed class PredictHandler(
    PredictionModel model,
    FlightValidator flights,
    IFeatureReader reader,
    PredictionLog log,
    InferenceTelemetry telemetry,
    PredictionTelemetry predictions,
    IOptions<LimitsOptions> limits,
    IOptions<PredictionOptions> options)
{
    private readonly long _maxBodyBytes = limits.Value.MaxBodyBytes;
    private readonly string _retryAfter = Math.Ceiling(options.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public async Task PostAsync(HttpContext context)
    {
        context.Response.SetModel(model.Model);
        var started = Stopwatch.GetTimestamp();
        var errors = new FieldErrors();
        FlightInput input;
        try
        {
            input = await JsonBody.ReadAsync(context, _maxBodyBytes, body => Read(body, errors));
        }
        catch (BadHttpRequestException e)
        {
            await Problem.WriteAsync(context, e.StatusCode, e.Message);
            return;
        }
        await AnswerAsync(context, input, errors, started);
    }

    public Task GetAsync(HttpContext context)
    {
        context.Response.SetModel(model.Model);
        var errors = new FieldErrors();
        return AnswerAsync(context, QueryFields.ReadFlight(context.Request.Query, errors), errors, Stopwatch.GetTimestamp());
    }

    private static FlightInput Read(ReadOnlySpan<byte> body, FieldErrors errors)
    {
        var input = new FlightInput();
        var json = JsonFields.Open(body);
        while (JsonFields.MoveToMember(ref json))
            if (!JsonFields.TryReadFlight(ref json, input, errors))
                JsonFields.SkipMember(ref json);
        return input;
    }

    private async Task AnswerAsync(HttpContext context, FlightInput input, FieldErrors errors, long started)
    {
        var id = ReadId(context.Request, errors);
        var flight = flights.Validate(input, errors);
        if (flight is null || !errors.None)
        {
            await errors.WriteAsync(context);
            return;
        }
        var features = await reader.ReadAsync(flight, model.Features, context.RequestAborted);
        var read = Stopwatch.GetTimestamp();
        if (features.Missing.Count > 0)
        {
            telemetry.Failed(model.Model.Tags);
            context.Response.Headers.RetryAfter = _retryAfter;
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"{model.Model.Name} {model.Model.Version} cannot do without {string.Join(", ", features.Missing)}. {features.DegradedReason}");
            return;
        }
        var probability = Run(features, context.RequestAborted);
        var ran = Stopwatch.GetTimestamp();
        var prediction = new Prediction(id, flight, features, probability, probability >= model.Threshold, PredictionRole.IsShadow(context.Request, model.Model));
        log.Remember(model.Model.Version, prediction);
        var response = JsonResponse.Begin(out var json);
        PredictionWriter.Write(json, model, prediction);
        response.Send(context.Response);
        telemetry.Answered(model.Model.Tags, 1, started, read, ran, Stopwatch.GetTimestamp());
        predictions.Predicted(model.Model, prediction);
    }

    private float Run(FeatureVector features, CancellationToken cancellationToken)
    {
        using var activity = InferenceTelemetry.Source.StartActivity("infer");
        activity?.SetTag("model.name", model.Model.Name).SetTag("model.version", model.Model.Version);
        return model.Predict(features.Values, cancellationToken);
    }

    // The gateway sets it, the same over retries and mirrors; a caller without gateway gets one.
    private static string ReadId(HttpRequest request, FieldErrors errors)
    {
        var given = request.Headers[PredictionId.Header];
        if (given.Count == 0)
            return PredictionId.Create();
        var id = given.ToString();
        if (!PredictionId.IsValid(id))
            errors.Add(PredictionId.Header, $"{PredictionId.Header} {PredictionId.Rule}");
        return id;
    }
}
