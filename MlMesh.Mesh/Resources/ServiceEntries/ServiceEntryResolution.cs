namespace MlMesh.Mesh.Resources;

/// <summary>How endpoints are found.</summary>
public enum ServiceEntryResolution
{
    /// <summary>The address that the caller asked for.</summary>
    None,

    /// <summary>The stated addresses.</summary>
    Static,

    /// <summary>By name.</summary>
    Dns,

    /// <summary>By name, the first address.</summary>
    DnsRoundRobin,

    /// <summary>By the name in each request.</summary>
    DynamicDns,
}
