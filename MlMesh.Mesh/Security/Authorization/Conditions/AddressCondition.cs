using System.Net;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>An address or block of addresses in CIDR notation.</summary>
internal sealed class AddressCondition(string block, AddressReader address) : AuthorizationCondition
{
    private readonly IPNetwork? _network = Parse(block);

    internal override int Cost => 2;

    internal override bool Matches(in AuthorizationRequest request) => _network is { } network && network.Contains(address(request));

    // Istio takes 10.1.2.3/16 for the block that contains it; IPNetwork wants the base address.
    private static IPNetwork? Parse(string block)
    {
        var slash = block.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? block : block.AsSpan(0, slash), out var ip))
            return null;
        var bytes = ip.GetAddressBytes();
        var length = bytes.Length * 8;
        if (slash >= 0 && (!int.TryParse(block.AsSpan(slash + 1), out length) || length < 0 || length > bytes.Length * 8))
            return null;
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }
}
