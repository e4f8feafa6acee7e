using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>One case: requests that were sent, and what was observed.</summary>
internal sealed record GoldenCase
{
    private GoldenCase(YamlMappingNode node)
    {
        Name = node.Text("name")!;
        From = node.Text("from") ?? "model-gateway-1";
        Request = GoldenRequest.Read((YamlMappingNode)node.Get("request")!);
        Repeat = node.Int("repeat") ?? 1;
        Parallel = node.Int("parallel") ?? 1;
        Gap = TimeSpan.FromMilliseconds(node.Number("gap") ?? 0);
        Wait = TimeSpan.FromSeconds(node.Number("wait") ?? 0);
        Sequence = node.Flag("sequence");
        Timed = node.Flag("timed");
        ShowHeaders = node.Int("show_headers") ?? 0;
        Varies = node.Texts("varies");
        Observed = GoldenObserved.Read((YamlMappingNode)node.Get("observed")!);
        Spans = node.Get("spans");
    }

    public string Name { get; }

    /// <summary>The pod that sends.</summary>
    public string From { get; }

    public GoldenRequest Request { get; }

    /// <summary>How many requests; what is observed of several has another form than of one.</summary>
    public int Repeat { get; }

    /// <summary>Most requests in flight.</summary>
    public int Parallel { get; }

    /// <summary>Pause after each answer.</summary>
    public TimeSpan Gap { get; }

    /// <summary>Pause before the case.</summary>
    public TimeSpan Wait { get; }

    public bool Sequence { get; }

    public bool Timed { get; }

    /// <summary>How many lists of response headers were kept.</summary>
    public int ShowHeaders { get; }

    /// <summary>Parts of what was observed that differed between two recordings.</summary>
    public IReadOnlyList<string> Varies { get; }

    public GoldenObserved Observed { get; }

    /// <summary>Recorded spans, in recordings of tracing only.</summary>
    public YamlNode? Spans { get; }

    public static GoldenCase Read(YamlMappingNode node) => new(node);
}
