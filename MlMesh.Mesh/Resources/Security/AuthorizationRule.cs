namespace MlMesh.Mesh.Resources;

/// <summary>A rule: source, operation and conditions must all match.</summary>
public sealed record AuthorizationRule
{
    /// <summary>Sources, of which one must match; empty: any.</summary>
    public IReadOnlyList<AuthorizationFrom> From { get; init; } = [];

    /// <summary>Operations, of which one must match; empty: any.</summary>
    public IReadOnlyList<AuthorizationTo> To { get; init; } = [];

    /// <summary>Further conditions, which must all hold.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];
}
