using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>What was observed: of one request the upper part, of many the lower.</summary>
internal sealed record GoldenObserved
{
    private GoldenObserved(YamlMappingNode node)
    {
        Status = node.Int("status");
        Error = node.Text("error");
        Body = node.Text("body");
        AnsweredBy = node.Text("answered_by");
        Caller = node.Get("caller") is YamlMappingNode caller ? GoldenLogEntry.Read(caller) : null;
        Callee = node.List("callee", GoldenLogEntry.Read);
        Received = node.List("received", GoldenReceived.Read);
        Outcomes = node.List("outcomes", GoldenOutcome.Read);
        Pods = node.Counts("pods");
        ReceivedBy = node.Get("received_by") is null ? null : node.Counts("received_by");
        Sequence = node.Texts("sequence");
        ElapsedMilliseconds = node.Get("elapsed_ms") switch
        {
            YamlScalarNode => new Dictionary<string, int> { ["median"] = node.Int("elapsed_ms")!.Value },
            _ => node.Counts("elapsed_ms"),
        };
        var headers = node.Get("response_headers");
        var isListOfLists = headers.Items().FirstOrDefault() is YamlSequenceNode first && (first.Children.Count == 0 || first[0] is YamlSequenceNode);
        ResponseHeaders = isListOfLists ? [] : headers.Headers();
        ShownHeaders = isListOfLists ? [.. headers.Items().Select(list => list.Headers())] : [];
    }

    public int? Status { get; }

    /// <summary>How the connection failed; null when an answer came.</summary>
    public string? Error { get; }

    /// <summary>The body, when it is not an application's.</summary>
    public string? Body { get; }

    /// <summary>Workload that answered; null: a proxy.</summary>
    public string? AnsweredBy { get; }

    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; }

    /// <summary>Entry of the caller's proxy; null when there is none.</summary>
    public GoldenLogEntry? Caller { get; }

    /// <summary>Entries of other proxies that are not a plain 200.</summary>
    public IReadOnlyList<GoldenLogEntry> Callee { get; }

    /// <summary>Requests that applications got.</summary>
    public IReadOnlyList<GoldenReceived> Received { get; }

    public IReadOnlyList<GoldenOutcome> Outcomes { get; }

    /// <summary>Answers by pod.</summary>
    public IReadOnlyDictionary<string, int> Pods { get; }

    /// <summary>Requests by pod, when they differ from the answers; else null.</summary>
    public IReadOnlyDictionary<string, int>? ReceivedBy { get; }

    /// <summary>Pod, or status, of each answer.</summary>
    public IReadOnlyList<string> Sequence { get; }

    /// <summary>Durations; a single request's is under <c>median</c>.</summary>
    public IReadOnlyDictionary<string, int> ElapsedMilliseconds { get; }

    /// <summary>The first response header lists of many requests.</summary>
    public IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> ShownHeaders { get; }

    public static GoldenObserved Read(YamlMappingNode node) => new(node);
}
