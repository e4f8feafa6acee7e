namespace MlMesh.Mesh.Resources;

/// <summary>Where an attribute's value comes from.</summary>
public sealed record CustomTag
{
    /// <summary>A text.</summary>
    [OneOf("type")]
    public LiteralTag? Literal { get; init; }

    /// <summary>An environment variable.</summary>
    [OneOf("type")]
    public EnvironmentTag? Environment { get; init; }

    /// <summary>A request header.</summary>
    [OneOf("type")]
    public HeaderTag? Header { get; init; }

    /// <summary>An Envoy format.</summary>
    [OneOf("type")]
    public FormatterTag? Formatter { get; init; }
}
