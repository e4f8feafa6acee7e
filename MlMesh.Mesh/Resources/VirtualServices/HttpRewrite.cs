namespace MlMesh.Mesh.Resources;

/// <summary>Changes before forwarding.</summary>
public sealed record HttpRewrite
{
    /// <summary>Replaces the path, or the matched prefix.</summary>
    public string Uri { get; init; } = "";

    /// <summary>Replaces the authority.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Replaces every match of a pattern in the path.</summary>
    public RegexRewrite? UriRegexRewrite { get; init; }
}
