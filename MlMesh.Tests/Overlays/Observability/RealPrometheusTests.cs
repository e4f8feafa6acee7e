using System.Net;
using System.Text.Json.Nodes;
using MlMesh.Tests.Mesh.Running;
using Xunit;

namespace MlMesh.Tests.Overlays.Observability;

/// <summary>The dashboards' queries, asked of a real Prometheus that scrapes the running application.</summary>
[Collection(MeshRuns.Name)]
public sealed class RealPrometheusTests(MeshApplication application)
{
    // The first is known at 16:29, and so in the half hour that the second's features come from.
    private const string Outcome = """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T14:00","distance":733,"delayMinutes":22}""";
    private const string Flight = """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":733}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_query_that_needs_no_cluster_has_an_answer()
    {
        await application.UseAsync("ab");
        await using var prometheus = await PrometheusProcess.StartAsync([application.AddressOf("gateway"), application.AddressOf("model-inference-v1"), application.AddressOf("model-inference-v2")]);
        var open = ObservabilityFiles.Queries.Where(query => ObservabilityFiles.IsLocal(query.Query))
            .Concat(ObservabilityFiles.Recorded.Select(rule => ($"recording rule {rule["record"]}", (string)rule["record"]!))).ToList();
        Assert.True(open.Count > 40, $"Only {open.Count} queries need no cluster.");

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (open.Count > 0 && !patience.IsCancellationRequested)
        {
            await Use();
            var answered = new List<(string, string)>();
            foreach (var query in open)
                if (await prometheus.HasAnswerAsync(query.Item2))
                    answered.Add(query);
            open.RemoveAll(answered.Contains);
        }

        Assert.True(open.Count == 0, $"Nothing answers\n{string.Join('\n', open)}");
    }

    /// <summary>What users do: predictions by both versions, an outcome of one, and one of a flight that nobody asked about.</summary>
    private async Task Use()
    {
        foreach (var group in new[] { "alpha", "beta" })
        {
            using var predicted = await Post("/predict", Flight, ("x-user-group", group));
            var prediction = JsonNode.Parse(await TextOf(predicted))!;
            using var reported = await Post("/outcomes", $$"""{"predictionId":"{{prediction["predictionId"]}}","delayMinutes":22}""");
            // On a busy machine the record may take longer than a report waits for it; the next round brings another.
            if (reported.StatusCode != HttpStatusCode.NotFound)
                await TextOf(reported);
        }

        using var outcome = await Post("/outcomes", Outcome, ("Idempotency-Key", Guid.NewGuid().ToString()));
        await TextOf(outcome);
    }

    private async Task<HttpResponseMessage> Post(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await application.Client.SendAsync(request, Cancelled);
    }

    private static async Task<string> TextOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return text;
    }
}
