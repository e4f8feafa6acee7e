using System.Text.Json;
using MlMesh.Inference.Flights;

namespace MlMesh.Inference.Outcomes;

/// <summary>An outcome as a caller gave it.</summary>
internal sealed class OutcomeInput
{
    public const string PredictionIdField = "predictionId";
    public const string DelayField = "delayMinutes";

    /// <summary>Days that a delay may have: beyond it is a mistake.</summary>
    private const int MostMinutes = 7 * 24 * 60;

    private OutcomeInput()
    {
    }

    /// <summary>The prediction whose flight it is; <see langword="null"/> for a flight that nobody predicted.</summary>
    public string? PredictionId { get; private set; }

    /// <summary>The flight, for one that nobody predicted.</summary>
    public FlightInput Flight { get; } = new();

    /// <summary>Arrival delay in minutes, negative for early.</summary>
    public int DelayMinutes { get; private set; }

    /// <summary>Reads the body of <c>POST /outcomes</c>; what is wrong goes into <paramref name="errors"/>.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="BadHttpRequestException">The body is not an object.</exception>
    public static OutcomeInput Read(ReadOnlySpan<byte> body, FieldErrors errors)
    {
        var input = new OutcomeInput();
        int? delay = null;
        var json = JsonFields.Open(body);
        while (JsonFields.MoveToMember(ref json))
        {
            if (json.ValueTextEquals("predictionId"u8))
                input.PredictionId = JsonFields.ReadString(ref json, PredictionIdField, errors);
            else if (json.ValueTextEquals("delayMinutes"u8))
                delay = JsonFields.ReadWholeNumber(ref json, DelayField, errors);
            else if (!JsonFields.TryReadFlight(ref json, input.Flight, errors))
                JsonFields.SkipMember(ref json);
        }
        if (input.PredictionId is { } id && !Predictions.PredictionId.IsValid(id))
            errors.Add(PredictionIdField, $"{PredictionIdField} {Predictions.PredictionId.Rule}");
        if (delay is null && !errors.Has(DelayField))
            errors.Add(DelayField, $"{DelayField} is missing: the arrival delay in whole minutes, negative for an early arrival.");
        else if (delay is < -MostMinutes or > MostMinutes)
            errors.Add(DelayField, $"{DelayField} must be between {-MostMinutes} and {MostMinutes}.");
        input.DelayMinutes = delay ?? 0;
        return input;
    }
}
