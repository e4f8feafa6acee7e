using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Names of headers; each check returns Istio's reason, or null.</summary>
internal static partial class HeaderNames
{
    private const string Empty = "header name cannot be empty";

    [GeneratedRegex(@"^[-_A-Za-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid { get; }

    public static string? Fault(string name)
    {
        if (name.Length == 0)
            return Empty;

        return Valid.IsMatch(name) ? null : $"header name {name} is not a valid header name";
    }

    /// <summary>A name in a match, which may be a pseudo-header such as <c>:path</c>.</summary>
    public static string? MatchFault(string name) => name.Length > 1 && name[0] == ':' ? Fault(name[1..]) : Fault(name);

    /// <summary>A name that a request's operation may set, Host included.</summary>
    public static string? SetOnRequestFault(string name)
    {
        if (name.Length == 0)
            return Empty;

        return name[0] == ':' && !IsAuthority(name) ? Pseudo(name) : null;
    }

    /// <summary>A name that may be removed, or changed on a response.</summary>
    public static string? OperationFault(string name)
    {
        if (name.Length == 0)
            return Empty;
        if (name.Equals("host", StringComparison.OrdinalIgnoreCase))
            return $"invalid header \"{name}\": cannot set Host header";

        return name[0] == ':' ? Pseudo(name) : null;
    }

    public static bool IsAuthority(string name) =>
        name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals(":authority", StringComparison.OrdinalIgnoreCase);

    private static string Pseudo(string name) => $"invalid header \"{name}\": header cannot have \":\" prefix";
}
