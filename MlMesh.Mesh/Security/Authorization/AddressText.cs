using System.Net;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Reads IP addresses as Envoy does: dotted decimals without leading zeros, or IPv6; no port, no brackets, no shortened forms.</summary>
internal static class AddressText
{
    internal static IPAddress? Parse(ReadOnlySpan<char> text)
    {
        if (!text.Contains(':'))
            return IsDottedDecimal(text) && IPAddress.TryParse(text, out var v4) ? v4 : null;
        return text.IndexOfAny('[', ']', '%') < 0 && IPAddress.TryParse(text, out var v6) ? v6 : null;
    }

    private static bool IsDottedDecimal(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        return parts == 4;
    }
}
