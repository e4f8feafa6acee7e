namespace MlMesh.Mesh.Resources;

/// <summary>A condition on a string; with none of the three set it only asks for presence.</summary>
public sealed record StringMatch
{
    /// <summary>The whole string.</summary>
    [OneOf("match_type")]
    public string? Exact { get; init; }

    /// <summary>How it begins.</summary>
    [OneOf("match_type")]
    public string? Prefix { get; init; }

    /// <summary>An RE2 pattern that the whole string must match.</summary>
    [OneOf("match_type")]
    public string? Regex { get; init; }
}
