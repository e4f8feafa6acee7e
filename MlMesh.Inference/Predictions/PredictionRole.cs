using MlMesh.Inference.Models;

namespace MlMesh.Inference.Predictions;

/// <summary>Whether a version's answer goes to the caller or is only for comparison.</summary>
internal static class PredictionRole
{
    /// <summary>Set by a route on what it sends to a version: the name of that version.</summary>
    public const string VariantHeader = "x-variant";

    /// <summary>The answer went to the caller.</summary>
    public const string Served = "served";

    /// <summary>The answer was only for comparison.</summary>
    public const string Shadow = "shadow";

    /// <summary>Envoy appends it to the host of a mirrored request.</summary>
    private const string MirrorSuffix = "-shadow";

    /// <summary>Whether a request came through a mirror, or was meant for another version.</summary>
    public static bool IsShadow(HttpRequest request, ServedModel model)
    {
        var variant = request.Headers[VariantHeader];
        return (variant.Count > 0 && variant != model.VersionHeader) || request.Host.Host.EndsWith(MirrorSuffix, StringComparison.OrdinalIgnoreCase);
    }
}
