namespace MlMesh.Mesh.Resources;

/// <summary>A redirect answer.</summary>
public sealed record HttpRedirect
{
    /// <summary>New path; may end in a query.</summary>
    public string Uri { get; init; } = "";

    /// <summary>New authority.</summary>
    public string Authority { get; init; } = "";

    /// <summary>New port.</summary>
    [OneOf("redirect_port")]
    public uint? Port { get; init; }

    /// <summary>Where the port comes from when it is not stated.</summary>
    [OneOf("redirect_port")]
    public RedirectPortSelection? DerivePort { get; init; }

    /// <summary>New scheme.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>Status; 0: 301.</summary>
    public uint RedirectCode { get; init; }
}
