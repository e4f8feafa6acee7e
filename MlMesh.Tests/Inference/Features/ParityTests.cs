using System.Text.Json;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class ParityTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    private const int BatchSize = 2000;

    [Fact]
    public async Task On_a_replayed_day_the_store_gives_what_training_computed()
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.PathOf("models", "flight-delay", "features", "parity.json")));
        var names = document.RootElement.GetProperty("features").EnumerateArray().Select(name => name.GetString()!).ToArray();
        var features = FeatureSet.Create(names.Select(name => new FeatureDefinition(name, Samples.OverallLateRate)));
        var rows = document.RootElement.GetProperty("rows").EnumerateArray().Select(Row.From).OrderBy(row => row.Flight.AsOf).ToArray();
        Assert.Equal(Samples.Names, names);
        Assert.True(rows.Length >= 500);

        // Nothing reads further back than six hours.
        var first = rows[0].Flight.AsOf.AddHours(-7);
        var outcomes = new Queue<FlightOutcome>(ReplayedWeek.Flights(new DateOnly(2001, 6, 4), days: 3).Where(outcome => outcome.KnownAt >= first).OrderBy(outcome => outcome.KnownAt));
        await using var services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        await services.LoadAsync();

        var defaulted = 0;
        foreach (var row in rows)
        {
            await ReplayAsync(services, outcomes, until: row.Flight.AsOf);
            var vector = await services.ReadAsync(row.Flight, features);
            Assert.Null(vector.DegradedReason);
            for (var i = 0; i < names.Length; i++)
                Assert.True(Math.Abs(row.Values[i] - vector.Values[i]) <= 1e-6, $"{row.Flight}: {names[i]} is {vector.Values[i]}, and was {row.Values[i]} in training.");
            defaulted += vector.Statuses.Count(status => status != FeatureStatus.Present);
        }
        Assert.InRange(defaulted, 0, rows.Length / 2);
    }

    /// <summary>Counts what is known by a moment, and some of what comes after it: features must not see that.</summary>
    private static async Task ReplayAsync(FeatureServices services, Queue<FlightOutcome> outcomes, DateTime until)
    {
        var batch = new List<FlightOutcome>();
        while (outcomes.TryPeek(out var next) && (next.KnownAt <= until || batch.Count is > 0 and < BatchSize))
        {
            batch.Add(outcomes.Dequeue());
            if (batch.Count < BatchSize)
                continue;
            await services.AddAsync([.. batch]);
            batch.Clear();
        }
        if (batch.Count > 0)
            await services.AddAsync([.. batch]);
    }

    private sealed record Row(Flight Flight, float[] Values)
    {
        public static Row From(JsonElement row) => new(
            new Flight(
                row.GetProperty("origin").GetString()!, row.GetProperty("destination").GetString()!, row.GetProperty("scheduled").GetDateTime(),
                row.GetProperty("distance").GetDouble(), row.GetProperty("asOf").GetDateTime()),
            [.. row.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())]);
    }
}
