namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Hosts with a wildcard in front.</summary>
internal static class HostPatterns
{
    /// <summary>Whether some name matches both.</summary>
    public static bool Overlap(string a, string b)
    {
        var isWildA = a.StartsWith('*');
        var isWildB = b.StartsWith('*');
        if (!isWildA && !isWildB)
            return a == b;
        if (isWildA && isWildB)
            return a.Length < b.Length ? b[1..].EndsWith(a[1..], StringComparison.Ordinal) : a[1..].EndsWith(b[1..], StringComparison.Ordinal);

        return isWildA ? b.EndsWith(a[1..], StringComparison.Ordinal) : a.EndsWith(b[1..], StringComparison.Ordinal);
    }

    /// <summary>Whether every name that matches the first matches the second.</summary>
    public static bool IsSubset(string host, string of)
    {
        if (!of.StartsWith('*'))
            return host == of;

        return host.StartsWith('*')
            ? host.Length >= of.Length && host[1..].EndsWith(of[1..], StringComparison.Ordinal)
            : host.EndsWith(of[1..], StringComparison.Ordinal);
    }
}
