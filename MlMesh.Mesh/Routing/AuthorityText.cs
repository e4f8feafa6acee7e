namespace MlMesh.Mesh.Routing;

/// <summary>Reading of authorities.</summary>
internal static class AuthorityText
{
    /// <summary>Index of the colon before a numeric port, or -1. The colons of a bracketed IPv6 address do not count.</summary>
    public static int PortStart(ReadOnlySpan<char> authority)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority.LastIndexOf(']') > colon)
            return -1;
        var port = authority[(colon + 1)..];
        return port.IsEmpty || port.ContainsAnyExceptInRange('0', '9') ? -1 : colon;
    }
}
