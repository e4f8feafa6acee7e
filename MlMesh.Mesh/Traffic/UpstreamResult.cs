using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Traffic;

/// <summary>How a try at one endpoint ended.</summary>
internal readonly struct UpstreamResult
{
    /// <summary>An answer came.</summary>
    public UpstreamResult(MeshResponse response) => Response = response;

    /// <summary>No answer came.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="transportFailure">The transport's own words, if any.</param>
    public UpstreamResult(ResetReason reason, string? transportFailure = null)
    {
        Reason = reason;
        TransportFailure = transportFailure;
    }

    /// <summary>The answer, or none.</summary>
    public MeshResponse? Response { get; }

    /// <summary>Why there is none.</summary>
    public ResetReason Reason { get; }

    /// <summary>The transport's own words, if any.</summary>
    public string? TransportFailure { get; }
}
