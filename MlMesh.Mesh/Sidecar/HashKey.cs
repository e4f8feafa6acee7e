using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Hashing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The consistent-hash key of a request.</summary>
internal static class HashKey
{
    /// <summary>Computes the key from the first policies that have something to hash.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="policies">What to hash.</param>
    /// <param name="random">Makes new cookie values.</param>
    /// <param name="cookie">The cookie that the answer must set, because the request had none.</param>
    public static ulong? Compute(Exchange exchange, ImmutableArray<HashPolicy> policies, IRandom random, out string? cookie)
    {
        cookie = null;
        ulong? key = null;
        foreach (var policy in policies)
        {
            if (Value(exchange, policy, random, ref cookie) is { } value)
                key = (key is { } before ? BitOperations.RotateLeft(before, 1) : 0) ^ value;
        }

        return key;
    }

    private static ulong? Value(Exchange exchange, HashPolicy policy, IRandom random, ref string? cookie) => policy.Source switch
    {
        HashSource.Header => Header(exchange.Request, policy.Name),
        HashSource.QueryParameter => Text(QueryParameter(exchange.Request.Target, policy.Name)),
        HashSource.SourceAddress => Text(SourceAddress(exchange)),
        _ => Cookie(exchange.Request, policy, random, ref cookie),
    };

    private static ulong? Header(MeshRequest request, string name)
    {
        if (name is ":authority" or HeaderNames.Host)
            return Text(request.Authority);
        var lines = request.Headers.Lines(name);
        if (lines.Count <= 1)
            return Text(lines.Count == 0 ? null : lines[0]);
        var sorted = lines.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted.Aggregate(0UL, static (seed, line) => XxHash64.Compute(Encoding.Latin1.GetBytes(line!), seed));
    }

    private static string SourceAddress(Exchange exchange)
    {
        var peer = exchange.Connection.PeerAddress;
        if (exchange.Listener == ListenerKind.Gateway || exchange.Request.Headers.Lines(HeaderNames.ForwardedFor) is not { Count: > 0 } forwarded)
            return peer;
        var last = forwarded[^1]!;
        var claimed = last.AsSpan(last.LastIndexOf(',') + 1).Trim();
        return System.Net.IPAddress.TryParse(claimed, out _) ? claimed.ToString() : peer;
    }

    private static string? QueryParameter(string target, string name)
    {
        var start = target.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
            return null;
        foreach (var range in target.AsSpan(start + 1).Split('&'))
        {
            var pair = target.AsSpan(start + 1)[range];
            var equals = pair.IndexOf('=');
            if ((equals < 0 ? pair : pair[..equals]).SequenceEqual(name))
                return equals < 0 ? "" : pair[(equals + 1)..].ToString();
        }

        return null;
    }

    private static ulong? Cookie(MeshRequest request, HashPolicy policy, IRandom random, ref string? cookie)
    {
        var value = CookieValue(request, policy.Name);
        if (value.Length > 0)
            return XxHash(value);
        if (policy.Ttl is not { } ttl)
            return null;
        value = random.NextBits().ToString("x16", CultureInfo.InvariantCulture);
        cookie = SetCookie(policy, value, ttl);
        return XxHash(value);
    }

    private static string CookieValue(MeshRequest request, string name)
    {
        foreach (var line in request.Headers.Lines("cookie"))
        {
            foreach (var part in line!.Split(';', StringSplitOptions.TrimEntries))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0 && part.AsSpan(0, equals).SequenceEqual(name))
                    return Unquoted(part[(equals + 1)..]);
            }
        }

        return "";
    }

    private static string Unquoted(string value) => value is ['"', .., '"'] ? value[1..^1] : value;

    private static string SetCookie(HashPolicy policy, string value, TimeSpan ttl)
    {
        var cookie = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{policy.Name}=\"{value}\"");
        if (ttl > TimeSpan.Zero)
            cookie.Append(CultureInfo.InvariantCulture, $"; Max-Age={(long)ttl.TotalSeconds}");
        if (policy.Path.Length > 0)
            cookie.Append("; Path=").Append(policy.Path);
        foreach (var (name, attribute) in policy.Attributes)
        {
            cookie.Append("; ").Append(name);
            if (attribute.Length > 0)
                cookie.Append('=').Append(attribute);
        }

        return cookie.Append("; HttpOnly").ToString();
    }

    private static ulong? Text(string? text) => text is null ? null : XxHash(text);

    private static ulong XxHash(string text) => XxHash64.Compute(Encoding.Latin1.GetBytes(text), seed: 0);
}
