namespace MlMesh.Mesh.Routing.Matching;

/// <summary>Reading of query strings as Envoy does it: split at <c>&amp;</c>, nothing decoded.</summary>
public static class QueryString
{
    /// <summary>Finds the first parameter of a name.</summary>
    /// <param name="query">The query without its question mark.</param>
    /// <param name="name">The name, compared by its characters.</param>
    /// <param name="value">What stands behind its first equals sign; empty without one.</param>
    public static bool TryGet(ReadOnlySpan<char> query, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var parameter = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = parameter.IndexOf('=');
            if ((equals < 0 ? parameter : parameter[..equals]).SequenceEqual(name))
            {
                value = equals < 0 ? default : parameter[(equals + 1)..];
                return true;
            }
        }
        value = default;
        return false;
    }
}
