using System.Globalization;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>Hands out addresses to what has none, from a network that nobody routes to (RFC 2544).</summary>
internal sealed class AddressPool
{
    private int _last;

    public string Next()
    {
        _last++;
        return string.Create(CultureInfo.InvariantCulture, $"198.18.{_last / 250}.{(_last % 250) + 1}");
    }
}
