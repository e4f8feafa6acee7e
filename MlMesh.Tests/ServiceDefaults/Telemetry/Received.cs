namespace MlMesh.Tests.ServiceDefaults.Telemetry;

internal sealed record ReceivedMetric(Dictionary<string, string> Resource, string Name);

internal sealed record ReceivedLog(Dictionary<string, string> Resource, string Body, Dictionary<string, string> Attributes, string TraceId);

/// <summary>A span by the field numbers of <c>opentelemetry.proto.trace.v1.Span</c>.</summary>
internal sealed record ReceivedSpan(Dictionary<string, string> Resource, ProtoMessage Message)
{
    public string TraceId => Message.Hex(1);

    public string SpanId => Message.Hex(2);

    public string ParentId => Message.Hex(4);

    public string Name => Message.String(5);

    public SpanKind Kind => (SpanKind)Message.Number(6);

    public Dictionary<string, string> Attributes => Message.Attributes(9);

    public IEnumerable<string> Events => Message.Messages(11).Select(e => e.String(2));

    public bool IsError => Message.Messages(15).Any(status => status.Number(3) == 2);
}
