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
        for (var i = colon + 1; i < authority.Length; i++)
        {
            if (!char.IsAsciiDigit(authority[i]))
                return -1;
        }
        return colon == authority.Length - 1 ? -1 : colon;
    }
}
