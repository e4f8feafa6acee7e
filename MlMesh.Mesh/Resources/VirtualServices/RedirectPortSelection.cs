namespace MlMesh.Mesh.Resources;

/// <summary>Where the port of a redirect comes from.</summary>
public enum RedirectPortSelection
{
    /// <summary>80 for http, 443 for https: not written.</summary>
    FromProtocolDefault,

    /// <summary>The port that the request came in on.</summary>
    FromRequestPort,
}
