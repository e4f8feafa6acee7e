using System.Globalization;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks of values that sources, operations and conditions share.</summary>
internal static class AuthorizationValues
{
    public static string? EmptyFault(string name, IReadOnlyList<string> values) => values.Contains("") ? $"empty value not allowed, found in {name}" : null;

    public static IEnumerable<string> AddressFaults(IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            if (!value.Contains('/', StringComparison.Ordinal))
            {
                if (!IpAddresses.IsAddress(value))
                    yield return $"bad IP address ({value})";
            }
            else if (IpAddresses.BlockFault(value) is { } fault)
            {
                yield return $"bad CIDR range ({value}): {fault}";
            }
        }
    }

    public static IEnumerable<string> PortFaults(IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            if (!uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                yield return $"bad port ({value}): strconv.ParseUint: parsing \"{value}\": invalid syntax";
            else if (port > 65535)
                yield return $"bad port ({value}): <nil>";
        }
    }
}
