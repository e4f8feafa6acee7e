namespace MlMesh.Gateway.Console;

/// <summary>A prediction as it passed through, not yet parsed.</summary>
internal sealed class CapturedPrediction
{
    private RecentPrediction? _parsed;
    private bool _isParsed;

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long the answer took, from and to the gateway.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The trace it belongs to.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The query string, with the flight if it came in there.</summary>
    public required string? Query { get; init; }

    /// <summary>The flight, if it came in the body.</summary>
    public required byte[] RequestBody { get; init; }

    /// <summary>The inference service's answer.</summary>
    public required byte[] ResponseBody { get; init; }

    /// <summary>The prediction, parsed when first asked for; null when flight or answer are not what <c>/predict</c> takes and gives.</summary>
    public RecentPrediction? Parse()
    {
        // Two readers may both parse; they come to the same.
        if (!_isParsed)
        {
            _parsed = PredictionParser.Parse(this);
            _isParsed = true;
        }
        return _parsed;
    }
}
