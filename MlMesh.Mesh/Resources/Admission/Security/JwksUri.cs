using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Addresses of key sets.</summary>
internal static partial class JwksUri
{
    [GeneratedRegex(@"^(?<scheme>[a-zA-Z][-+.a-zA-Z0-9]*):", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme { get; }

    [GeneratedRegex(@"^[^:]*://(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:\[]*)(?::(?<port>[^/?#]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex Authority { get; }

    /// <summary>Istio's reason to refuse the address, or null.</summary>
    public static string? Fault(string uri)
    {
        if (uri.StartsWith(':'))
            return $"parse \"{uri}\": missing protocol scheme";

        var scheme = Scheme.Match(uri).Groups["scheme"].Value;
        if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            return $"URI scheme \"{scheme}\" is not supported";

        var port = Authority.Match(uri).Groups["port"].Value;
        return port.All(char.IsAsciiDigit) ? null : $"parse \"{uri}\": invalid port \":{port}\" after host";
    }
}
