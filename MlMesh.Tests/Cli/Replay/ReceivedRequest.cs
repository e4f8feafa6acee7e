using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MlMesh.Inference.Features;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>A request that the fake gateway got; arrivals and answers are numbered in one order.</summary>
internal sealed record ReceivedRequest(string Path, JsonNode Body, Dictionary<string, string> Headers, long Arrived)
{
    public long Answered { get; set; } = long.MaxValue;

    public long Timestamp { get; } = Stopwatch.GetTimestamp();

    public DateTime Scheduled => DateTime.ParseExact(Body["scheduled"]!.GetValue<string>(), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public string Flight => $"{Body["scheduled"]} {Body["origin"]}-{Body["destination"]}";

    /// <summary>The flight that was asked about, and how an outcome says it went, by the inference service's own rule.</summary>
    public FlightOutcome Went(ReceivedRequest outcome) => new(
        Body["origin"]!.GetValue<string>(), Body["destination"]!.GetValue<string>(), Scheduled, Body["distance"]!.GetValue<double>(), outcome.Body["delayMinutes"]!.GetValue<int>());
}
