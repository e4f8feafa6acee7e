using System.Diagnostics;
using MlMesh.Gateway.Headers;

namespace MlMesh.Gateway.Forwarding;

/// <summary>What the gateway itself says in the headers of an answer, forwarded or its own; it replaces what the upstream says there.</summary>
internal sealed class AnswerHeaders(IHeaderDictionary headers, string requestId, string? predictionId, Activity? activity)
{
    /// <summary>Writes the headers.</summary>
    public Task Apply()
    {
        headers[HeaderNames.RequestId] = requestId;
        if (predictionId is not null)
            headers[HeaderNames.PredictionId] = predictionId;
        if (activity is { IdFormat: ActivityIdFormat.W3C })
            headers[HeaderNames.TraceResponse] = activity.Id;
        return Task.CompletedTask;
    }
}
