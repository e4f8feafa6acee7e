namespace MlMesh.Gateway.Headers;

/// <summary>Header names that are ours or that <see cref="Microsoft.Net.Http.Headers.HeaderNames"/> lacks.</summary>
internal static class HeaderNames
{
    /// <summary>Identifies a prediction; set by the gateway, the same over retries and mirrors.</summary>
    public const string PredictionId = "x-prediction-id";

    /// <summary>Identifies a request, as Envoy uses the header: the caller's own, or made here.</summary>
    public const string RequestId = "x-request-id";

    /// <summary>Which model version answered; set by the inference service.</summary>
    public const string ModelVersion = "x-model-version";

    /// <summary>
    /// Tells the caller which trace its request belongs to: <c>00-traceid-spanid-flags</c>, the form of <c>traceparent</c>.
    /// Still a draft (W3C Trace Context Level 3), and the only header for it that any standard names.
    /// </summary>
    public const string TraceResponse = "traceresponse";
}
