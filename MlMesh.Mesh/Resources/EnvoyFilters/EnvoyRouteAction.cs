namespace MlMesh.Mesh.Resources;

/// <summary>Kind of a route's action.</summary>
public enum EnvoyRouteAction
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>Forwards.</summary>
    Route,

    /// <summary>Redirects.</summary>
    Redirect,

    /// <summary>Answers.</summary>
    DirectResponse,
}
