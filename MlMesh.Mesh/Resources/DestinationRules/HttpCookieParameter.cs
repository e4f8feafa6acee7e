namespace MlMesh.Mesh.Resources;

/// <summary>An attribute of a cookie.</summary>
public sealed record HttpCookieParameter
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Value; empty: none.</summary>
    public string Value { get; init; } = "";
}
