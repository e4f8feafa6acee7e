using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>IP addresses and blocks as Go's <c>netip</c> reads them: no leading zeros, no shortened IPv4.</summary>
internal static class IpAddresses
{
    public static bool IsAddress(string text) => Parse(text) is not null;

    /// <summary>Istio's reason, or null.</summary>
    public static string? Address(string text) => IsAddress(text) ? null : $"{text} is not a valid IP";

    /// <summary>An address or a block; Istio's reason, or null.</summary>
    public static string? Subnet(string text)
    {
        if (text.Count(c => c == '/') != 1)
            return Address(text);

        return BlockFault(text) is null ? null : $"{text} is not a valid CIDR block";
    }

    /// <summary>Why a text with a slash is no block, in Go's words; null when it is one.</summary>
    public static string? BlockFault(string text)
    {
        var slash = text.LastIndexOf('/');
        var address = Parse(text[..slash]);
        if (address is null || text.Contains('%', StringComparison.Ordinal))
            return $"netip.ParsePrefix(\"{text}\"): unable to parse IP";

        var bits = text[(slash + 1)..];
        if (!int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || (bits.Length > 1 && bits[0] == '0'))
            return $"netip.ParsePrefix(\"{text}\"): bad bits after slash: \"{bits}\"";

        return length <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) ? null : $"netip.ParsePrefix(\"{text}\"): prefix length out of range";
    }

    private static IPAddress? Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
            return text[0] != '[' && IPAddress.TryParse(text, out var v6) ? v6 : null;

        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(IsByte) ? IPAddress.Parse(text) : null;
    }

    private static bool IsByte(string part) =>
        part.Length is > 0 and <= 3 && (part.Length == 1 || part[0] != '0') && part.All(char.IsAsciiDigit) && int.Parse(part, CultureInfo.InvariantCulture) <= 255;
}
