using System.Collections.Concurrent;
using System.Diagnostics;
using MlMesh.Tests.Mesh.Golden.Comparing;
using MlMesh.Tests.Mesh.Golden.World;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Compares the spans of our proxies with those that real ones exported.</summary>
[Trait("Category", "Golden")]
public sealed class GoldenTracingTests : IDisposable
{
    private static readonly HashSet<string> NotCompared =
        ["case", "guid:x-request-id", "mlmesh.route", "mlmesh.attempts", "mlmesh.response_details", "request_size", "response_size", "peer.address", "upstream_address", "istio.canonical_service", "istio.canonical_revision", "istio.mesh_id", "istio.cluster_id"];

    private readonly ConcurrentBag<Activity> _stopped = [];
    private readonly ActivityListener _listener;

    public GoldenTracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MlMesh.Mesh",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task Spans_are_those_that_Envoy_exports()
    {
        var folder = GoldenFolder.Path is null ? null : Path.Combine(GoldenFolder.Path, "..", "golden-tracing");
        Assert.SkipUnless(Directory.Exists(folder), "no recordings of spans beside the recordings");
        var scenario = GoldenScenario.LoadFolder(Path.GetFullPath(folder));
        using var network = new Loopback();
        var sent = await ScenarioRun.RunAsync(scenario, GoldenScenario.World, network);

        var wrong = new List<string>();
        foreach (var golden in scenario.Cases)
        {
            var differences = new Differences(golden.Varies);
            differences.SameItems("span", golden.Spans.Items().Cast<YamlMappingNode>().Select(Recorded), await OursAsync(golden, $"{scenario.Name}/{golden.Name}/0"));
            differences.Equal("status", golden.Observed.Status, sent[golden.Name][0].Response?.Status);
            wrong.AddRange(differences.Found.Select(difference => $"{golden.Name}: {difference}"));
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    public void Dispose() => _listener.Dispose();

    // A span that a disconnect ends arrives after the answer.
    private async Task<List<string>> OursAsync(GoldenCase golden, string request)
    {
        var expected = golden.Spans.Items().Count();
        for (var i = 0; i < 100; i++)
        {
            var own = Of(request);
            if (own.Count >= expected)
                return [.. own.Select(span => Ours(span, own, golden))];
            await Task.Delay(20);
        }

        var late = Of(request);
        return [.. late.Select(span => Ours(span, late, golden))];
    }

    private List<Activity> Of(string request)
    {
        var traces = _stopped.Where(span => Equals(span.GetTagItem("case"), request)).Select(span => span.SpanId).ToHashSet();
        return [.. _stopped.Where(span => traces.Contains(span.SpanId) || traces.Contains(span.ParentSpanId))];
    }

    private static string Recorded(YamlMappingNode span) => Text(
        span.Text("proxy")!,
        span.Text("name")!,
        span.Text("kind")!,
        span.Text("status")!,
        span.Text("trace")!,
        span.Text("parent")!,
        ((YamlMappingNode)span.Get("attributes")!).Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value)));

    private static string Ours(Activity span, List<Activity> all, GoldenCase golden)
    {
        var sentParent = golden.Request.Headers.FirstOrDefault(header => header.Key == "traceparent").Value;
        var parent = all.Find(other => other.SpanId == span.ParentSpanId);
        return Text(
            Proxy(span),
            span.DisplayName,
            span.Kind == ActivityKind.Client ? "client" : "server",
            span.Status == ActivityStatusCode.Error ? "error" : "unset",
            sentParent is not null && sentParent.Contains(span.TraceId.ToHexString(), StringComparison.Ordinal) ? "from the request" : "new",
            parent is not null ? $"span of {Proxy(parent)}" : span.ParentSpanId == default ? "none" : "from the request",
            span.TagObjects.Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.ToString())));
    }

    private static string Proxy(Activity span) => $"{span.GetTagItem("istio.canonical_service")}.{span.GetTagItem("istio.namespace")}";

    private static string Text(string proxy, string name, string kind, string status, string trace, string parent, IEnumerable<KeyValuePair<string, string?>> attributes) =>
        $"{proxy} '{name}' {kind} {status}, trace {trace}, parent {parent}, {string.Join(", ", attributes.Where(pair => !NotCompared.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))}";
}
