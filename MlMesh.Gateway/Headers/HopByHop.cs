using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace MlMesh.Gateway.Headers;

/// <summary>
/// Headers that a message's <c>Connection</c> header nominates as meant for the next hop only (RFC 9110, 7.6.1). The forwarder
/// itself drops the well-known ones, but not these.
/// </summary>
internal static class HopByHop
{
    /// <summary>Removes from the outgoing request what the incoming one's <c>Connection</c> header nominates.</summary>
    public static void RemoveNominated(StringValues connection, HttpRequestMessage outgoing)
    {
        foreach (var name in NamesIn(connection))
        {
            outgoing.Headers.Remove(name);
            outgoing.Content?.Headers.Remove(name);
        }
    }

    /// <summary>Removes from the answer what the upstream's <c>Connection</c> header nominates.</summary>
    public static void RemoveNominated(HttpHeaderValueCollection<string> connection, IHeaderDictionary answer)
    {
        foreach (var name in connection)
            answer.Remove(name);
    }

    private static IEnumerable<string> NamesIn(StringValues connection) => connection
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
