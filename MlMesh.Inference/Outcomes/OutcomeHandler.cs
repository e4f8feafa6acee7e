using System.Globalization;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Features;
using MlMesh.Inference.Flights;
using MlMesh.Inference.Http;
using MlMesh.Inference.Limits;
using MlMesh.Inference.Store;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.Outcomes;

/// <summary>Answers <c>POST /outcomes</c>: how a flight went.</summary>
internal sealed class OutcomeHandler(
    OutcomeLedger ledger, FlightValidator flights, OutcomeTelemetry telemetry, IOptions<LimitsOptions> limits, IOptions<OutcomeOptions> options)
{
    /// <summary>The reporter's own name for an outcome without prediction (<see href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"/>).</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private const int LongestKey = 255;

    private readonly string _retryAfter = Math.Ceiling(options.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public async Task PostAsync(HttpContext context)
    {
        var errors = new FieldErrors();
        OutcomeInput input;
        try
        {
            input = await JsonBody.ReadAsync(context, limits.Value.MaxBodyBytes, body => OutcomeInput.Read(body, errors));
        }
        catch (BadHttpRequestException e)
        {
            await Problem.WriteAsync(context, e.StatusCode, e.Message);
            return;
        }
        await AnswerAsync(context, input, errors);
    }

    private async Task AnswerAsync(HttpContext context, OutcomeInput input, FieldErrors errors)
    {
        var key = input.PredictionId ?? ReadKey(context.Request, errors);
        var flight = input.PredictionId is null ? flights.Validate(input.Flight, errors) : null;
        if (!errors.None)
        {
            await errors.WriteAsync(context);
            return;
        }
        try
        {
            var result = flight is null
                ? await ledger.RecordAsync(key, input.DelayMinutes, context.RequestAborted)
                : await ledger.RecordAsync(key, new FlightOutcome(flight.Origin, flight.Destination, flight.Scheduled, flight.Distance, input.DelayMinutes), context.RequestAborted);
            await WriteAsync(context, result, input);
        }
        catch (Exception e) when (StoreFailure.Is(e))
        {
            telemetry.Reported("unavailable");
            context.Response.Headers.RetryAfter = _retryAfter;
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The feature store cannot be reached, so the outcome may not have been counted. Report it again; it is counted once.");
        }
    }

    private Task WriteAsync(HttpContext context, OutcomeResult result, OutcomeInput input)
    {
        switch (result)
        {
            case OutcomeResult.UnknownPrediction:
                telemetry.Reported("unknown");
                return Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"There is no prediction '{input.PredictionId}', or it is too old to be remembered.", OutcomeInput.PredictionIdField);
            case OutcomeResult.Conflict:
                telemetry.Reported("conflict");
                return Problem.WriteAsync(
                    context,
                    StatusCodes.Status409Conflict,
                    input.PredictionId is null ? $"Another outcome was counted under this {IdempotencyKey}." : $"Another outcome of prediction '{input.PredictionId}' was counted.",
                    input.PredictionId is null ? IdempotencyKey : OutcomeInput.DelayField);
            default:
                var status = result == OutcomeResult.Counted ? "counted" : "repeated";
                telemetry.Reported(status);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                var response = JsonResponse.Begin(out var json);
                json.WriteStartObject();
                json.WriteString("status"u8, status);
                if (input.PredictionId is { } id)
                    json.WriteString("predictionId"u8, id);
                json.WriteEndObject();
                response.Send(context.Response);
                return Task.CompletedTask;
        }
    }

    private static string ReadKey(HttpRequest request, FieldErrors errors)
    {
        var key = request.Headers[IdempotencyKey].ToString();
        if (key.Length == 0)
            errors.Add(IdempotencyKey, $"An outcome without {OutcomeInput.PredictionIdField} needs the header {IdempotencyKey}, so that its repetition is not counted.");
        else if (key.Length > LongestKey)
            errors.Add(IdempotencyKey, $"{IdempotencyKey} must have at most {LongestKey} characters.");
        return key;
    }
}
