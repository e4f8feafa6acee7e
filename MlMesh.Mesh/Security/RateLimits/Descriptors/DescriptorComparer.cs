using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>Compares descriptors by their entries in order, so that a table can be asked without making an array.</summary>
internal sealed class DescriptorComparer : IEqualityComparer<DescriptorEntry[]>, IAlternateEqualityComparer<ReadOnlySpan<DescriptorEntry>, DescriptorEntry[]>
{
    public static DescriptorComparer Instance { get; } = new();

    public bool Equals(DescriptorEntry[]? x, DescriptorEntry[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.AsSpan(), y));

    public int GetHashCode(DescriptorEntry[] obj) => GetHashCode(obj.AsSpan());

    public DescriptorEntry[] Create(ReadOnlySpan<DescriptorEntry> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<DescriptorEntry> alternate, DescriptorEntry[] other)
    {
        if (alternate.Length != other.Length)
            return false;
        for (var i = 0; i < other.Length; i++)
        {
            if (!string.Equals(alternate[i].Value, other[i].Value, StringComparison.Ordinal) || !string.Equals(alternate[i].Key, other[i].Key, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    public int GetHashCode(ReadOnlySpan<DescriptorEntry> alternate)
    {
        var hash = default(HashCode);
        foreach (var entry in alternate)
        {
            hash.Add(string.GetHashCode(entry.Key));
            hash.Add(string.GetHashCode(entry.Value));
        }

        return hash.ToHashCode();
    }
}
