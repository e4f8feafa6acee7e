using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MlMesh.Tests.Gateway.Console;

/// <summary>
/// What a fake inference service answers to <c>/predict</c> and <c>/outcomes</c>: JSON of the real one's form. The flight decides:
/// to SFO it is late, from DEN the answer is degraded, HNL is not known.
/// </summary>
internal sealed class FakePredictions
{
    public const string UnknownAirport = "origin 'HNL' is not the IATA code of an airport that the model knows.";

    private static readonly string[] Stored = ["airport:origin_late_rate", "system_window:late_rate_2h"];

    /// <summary>The bodies of the outcomes that arrived.</summary>
    public ConcurrentQueue<string> Outcomes { get; } = new();

    /// <summary>The bodies of the flights that were asked for by POST.</summary>
    public ConcurrentQueue<string> Flights { get; } = new();

    public async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        if (context.Request.Path == "/outcomes")
        {
            Outcomes.Enqueue(body);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        if (body.Length > 0)
            Flights.Enqueue(body);
        var flight = body.Length > 0
            ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!.ToDictionary(field => field.Key, field => field.Value.ToString())
            : context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (flight["origin"] == "HNL")
            await TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["origin"] = [UnknownAirport] }, UnknownAirport).ExecuteAsync(context);
        else
            await AnswerAsync(context, flight);
    }

    private static Task AnswerAsync(HttpContext context, Dictionary<string, string> flight)
    {
        var late = flight["destination"] == "SFO";
        var degraded = flight["origin"] == "DEN";
        context.Response.Headers["x-model-version"] = late ? "v2" : "v1";
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object?>
        {
            ["predictionId"] = context.Request.Headers["x-prediction-id"].ToString(),
            ["model"] = "flight-delay",
            ["modelVersion"] = late ? "v2" : "v1",
            ["probability"] = late ? 0.625 : 0.125,
            ["late"] = late,
            ["threshold"] = 0.5,
            ["degraded"] = degraded,
            ["degradedReason"] = degraded ? "The feature store does not answer." : null,
            ["asOf"] = flight["scheduled"],
            ["features"] = new Dictionary<string, double>
            {
                ["flight:hour"] = 17.5,
                ["flight:weekday"] = 0,
                ["flight:distance"] = flight.TryGetValue("distance", out var distance) ? double.Parse(distance, CultureInfo.InvariantCulture) : 733,
                ["airport:origin_late_rate"] = 0.231,
                ["system_window:late_rate_2h"] = 0.206,
            },
            ["featureAgeSeconds"] = 1500,
            ["defaultedFeatures"] = degraded ? Stored : null,
        });
    }
}
