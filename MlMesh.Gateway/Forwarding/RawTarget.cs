using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Keeps path and query byte for byte as the caller wrote them: decoding and encoding again is not always a round trip.</summary>
internal static class RawTarget
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address to forward to.</summary>
    /// <param name="address">Scheme and authority.</param>
    /// <param name="context">The incoming request.</param>
    public static Uri Under(string address, HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return raw.StartsWith('/') && !HasDotSegment(raw)
            ? new Uri(address + raw, AsWritten)
            : RequestUtilities.MakeDestinationAddress(address, context.Request.Path, context.Request.QueryString);
    }

    // Routing saw the path with dot segments resolved; the upstream must not be shown another one.
    private static bool HasDotSegment(ReadOnlySpan<char> raw)
    {
        var end = raw.IndexOfAny('?', '#');
        var path = end < 0 ? raw : raw[..end];
        return path.Contains("/.", StringComparison.Ordinal) || path.Contains("%2e", StringComparison.OrdinalIgnoreCase);
    }
}
