using Microsoft.AspNetCore.Http.Features;

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
        var target = OriginForm(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        return new Uri($"{address}{(HasDotSegment(path) ? Resolve(path) : path)}{target.AsSpan(path.Length)}", AsWritten);
    }

    // What stands before the path in an absolute target is the host, which the upstream has its own of.
    private static string OriginForm(string target)
    {
        if (target.StartsWith('/'))
            return target;
        var authority = target.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = target.AsSpan(authority).IndexOfAny('/', '?');
        return end < 0 ? "/" : target[authority + end] == '?' ? $"/{target.AsSpan(authority + end)}" : target[(authority + end)..];
    }

    // Routing saw the path with dot segments resolved; the upstream must not be shown another one. An escaped slash ends no segment.
    private static string Resolve(string path)
    {
        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var dots = Dots(segments[i]);
            if (dots == 0)
                kept.Add(segments[i]);
            else if (dots == 2 && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (dots > 0 && i == segments.Length - 1)
                kept.Add("");
        }

        return $"/{string.Join('/', kept)}";
    }

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (Dots(path[segment]) > 0)
                return true;
        }

        return false;
    }

    /// <summary>How many dots a segment is, escaped or not, if it is one or two and nothing else; else 0.</summary>
    private static int Dots(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            var length = segment[0] == '.' ? 1 : segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (length == 0 || ++dots > 2)
                return 0;
            segment = segment[length..];
        }

        return dots;
    }
}
