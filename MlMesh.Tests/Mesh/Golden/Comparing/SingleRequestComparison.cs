using MlMesh.Mesh.Sidecar;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Golden.Comparing;

/// <summary>Compares the recording of one request, field by field.</summary>
internal static class SingleRequestComparison
{
    public static void Compare(GoldenCase golden, SentRequest sent, Differences differences)
    {
        var observed = golden.Observed;
        var response = sent.Response;
        differences.Equal("status", observed.Status, response?.Status);
        differences.Equal("error", ErrorKind(observed.Error), ErrorKind(sent.Error));
        differences.Equal("answered_by", observed.AnsweredBy, response?.Pod is { } pod ? GoldenPod.WorkloadOf(pod) : null);
        if (observed.AnsweredBy is null && response is not null)
            differences.Equal("body", observed.Body ?? "", response.Body);
        if (differences.Compares("response_headers"))
            differences.SameItems("response header", observed.ResponseHeaders.Select(Text), (response?.KeptHeaders ?? []).Select(Text));
        var caller = CallerOf(golden, sent);
        differences.MayPass = observed.ElapsedMilliseconds.Count > 0 || caller?.Route?.Timeout is not null || caller?.Route?.Retry?.PerTryTimeout is not null;
        if (differences.Compares("caller"))
            CompareCaller(observed, caller?.Entry, response?.Status, differences);
        if (differences.Compares("callee"))
            CompareCallees(observed, sent, caller, response?.Status, differences);
        if (differences.Compares("received"))
            differences.SameItems("received", observed.Received.Select(Text), sent.Trace.Received.Select(received => Text(received.Request)));
        if (observed.ElapsedMilliseconds.TryGetValue("median", out var recorded))
            CompareElapsed(recorded, (int)sent.Elapsed.TotalMilliseconds, differences);
    }

    /// <summary>The log entry of the caller's own proxy, or of the ingress gateway for a client outside.</summary>
    public static LoggedExchange? CallerOf(GoldenCase golden, SentRequest sent) => golden.From == GoldenPod.Internet.Name
        ? sent.Trace.Logged.FirstOrDefault(logged => logged is { Listener: ListenerKind.Gateway, Pod: "istio-ingressgateway-1" })
        : sent.Trace.Logged.FirstOrDefault(logged => logged.Listener == ListenerKind.Outbound && logged.Pod == golden.From);

    /// <summary>Ways to be cut off count as the same.</summary>
    public static string? ErrorKind(string? error) => error switch
    {
        "connection ConnectionResetError" => "connection closed",
        "connection ConnectionRefusedError" => "connection refused",
        _ => error,
    };

    private static void CompareCaller(GoldenObserved observed, GoldenLogEntry? actual, int? status, Differences differences)
    {
        if (observed.Caller is not { } expected || actual is null)
        {
            differences.Equal("caller's log entry", observed.Caller is null ? "absent" : "present", actual is null ? "absent" : "present");
            return;
        }

        differences.Equal("caller.flags", expected.Flags, actual.Flags);
        differences.Equal("caller.details", WithoutTlsText(expected.Details), WithoutTlsText(actual.Details));
        differences.Equal("caller.route", expected.Route, actual.Route);
        differences.Equal("caller.cluster", expected.Cluster, actual.Cluster);
        differences.Equal("caller.attempts", expected.Attempts, actual.Attempts);
        differences.Equal("caller.failure", WithoutTlsText(expected.Failure), WithoutTlsText(actual.Failure));
        differences.Equal("caller.status", expected.Status ?? status, actual.Status);
    }

    // Entries flagged DC race with the end of the case.
    private static void CompareCallees(GoldenObserved observed, SentRequest sent, LoggedExchange? caller, int? status, Differences differences)
    {
        var actual = sent.Trace.Logged
            .Where(logged => logged != caller && !IsDisconnect(logged.Entry) && !(logged.Entry is { Status: 200, Flags: null }))
            .Select(logged => Text(logged.Entry, status));
        differences.SameItems("callee", observed.Callee.Where(entry => !IsDisconnect(entry)).Select(entry => Text(entry, status)), actual);
    }

    // The recording machine was busy and so is ours: only an answer far too early or far too late is wrong.
    private static void CompareElapsed(int recorded, int actual, Differences differences)
    {
        if (actual < (recorded / 2) - 50 || actual > (recorded * 3) + 3000)
            differences.Add($"elapsed_ms: recorded {recorded}, ours {actual}");
    }

    private static bool IsDisconnect(GoldenLogEntry entry) => entry.Flags?.Split(',').Contains("DC") ?? false;

    private static string? WithoutTlsText(string? text) => text is null || text.IndexOf("TLS_error:", StringComparison.Ordinal) is not (>= 0 and var start) ? text : text[..start];

    /// <summary>A header in a line. How long until a bucket has a token again depends on the moment; whether it has one does not.</summary>
    public static string Text(KeyValuePair<string, string> header) =>
        header is { Key: "x-ratelimit-reset", Value: not "0" } ? "x-ratelimit-reset: soon" : $"{header.Key.ToLowerInvariant()}: {header.Value}";

    private static string Text(GoldenLogEntry entry, int? status) =>
        $"{entry.Workload} {entry.Status ?? status} {entry.Flags ?? "-"} {WithoutTlsText(entry.Details)} {entry.Route ?? "-"} {entry.Cluster ?? "-"} attempts {entry.Attempts}";

    private static string Text(GoldenReceived received) =>
        $"{received.Workload}:{received.Port} {received.Method} {received.Path} body {received.BodyLength} [{string.Join(", ", received.Headers.Select(Text).Order(StringComparer.Ordinal))}]";
}
