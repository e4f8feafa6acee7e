using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace MlMesh.Gateway.Console;

/// <summary>Reads the console's row from the bodies of a call.</summary>
internal static class PredictionParser
{
    private const int LongestText = 64;

    /// <summary>Reads the row; null when something that it needs is not there.</summary>
    public static RecentPrediction? Parse(CapturedPrediction captured)
    {
        try
        {
            var flight = captured.RequestBody.Length == 0
                ? FlightIn(QueryHelpers.ParseQuery(captured.Query))
                : JsonSerializer.Deserialize<FlightRequest>(captured.RequestBody, JsonSerializerOptions.Web);
            var answer = JsonSerializer.Deserialize<PredictionAnswer>(captured.ResponseBody, JsonSerializerOptions.Web);
            if (flight is null || answer is not { PredictionId: not null, Probability: not null })
                return null;
            return new RecentPrediction(
                answer.PredictionId,
                captured.At,
                Math.Round(captured.Duration.TotalMilliseconds, 1),
                Short(flight.Origin),
                Short(flight.Destination),
                Short(flight.Scheduled),
                Short(answer.ModelVersion),
                answer.Probability.Value,
                answer.Threshold,
                answer.Late,
                answer.Degraded,
                captured.TraceId);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FlightRequest FlightIn(Dictionary<string, StringValues> query) =>
        new(query.GetValueOrDefault("origin"), query.GetValueOrDefault("destination"), query.GetValueOrDefault("scheduled"));

    private static string Short(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText];

    private sealed record FlightRequest(string? Origin, string? Destination, string? Scheduled);

    private sealed record PredictionAnswer(string? PredictionId, string? ModelVersion, double? Probability, double Threshold, bool Late, bool Degraded);
}
