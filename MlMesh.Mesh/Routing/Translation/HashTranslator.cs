using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates <c>consistentHash</c> into what the route hashes.</summary>
internal static class HashTranslator
{
    public static HashPolicy? Translate(ConsistentHash? hash)
    {
        if (hash?.HttpHeaderName is { Length: > 0 } header)
            return new HashPolicy { Source = HashSource.Header, Name = header.ToLowerInvariant() };
        if (hash?.HttpCookie is { } cookie)
        {
            return new HashPolicy
            {
                Source = HashSource.Cookie,
                Name = cookie.Name,
                Ttl = cookie.Ttl,
                Path = cookie.Path,
                Attributes = [.. cookie.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value))],
            };
        }
        if (hash?.UseSourceIp == true)
            return new HashPolicy { Source = HashSource.SourceAddress };
        return hash?.HttpQueryParameterName is { Length: > 0 } parameter ? new HashPolicy { Source = HashSource.QueryParameter, Name = parameter } : null;
    }
}
