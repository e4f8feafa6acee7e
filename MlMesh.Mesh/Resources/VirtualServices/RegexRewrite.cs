namespace MlMesh.Mesh.Resources;

/// <summary>A pattern and its substitution.</summary>
public sealed record RegexRewrite
{
    /// <summary>RE2 pattern.</summary>
    public string Match { get; init; } = "";

    /// <summary>Substitution, with \1 for groups.</summary>
    public string Rewrite { get; init; } = "";
}
