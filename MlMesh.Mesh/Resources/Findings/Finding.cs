namespace MlMesh.Mesh.Resources;

/// <summary>Something to know about a policy: an error, a warning, or a field without effect here.</summary>
public sealed record Finding
{
    /// <summary>How grave it is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Who would raise it in the cluster.</summary>
    public required FindingOrigin Origin { get; init; }

    /// <summary>Istio's code where one exists, such as <c>IST0101</c>.</summary>
    public string? Code { get; init; }

    /// <summary>File and line.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Path of the field, such as <c>spec.http[0].route[1].weight</c>; empty when it is about the whole resource.</summary>
    public string Field { get; init; } = "";

    /// <summary>What is the matter; Istio's own words where Istio says it.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <summary>The resource; absent when the file could not be read that far.</summary>
    public ResourceId? Resource { get; init; }

    /// <summary>The finding in one line.</summary>
    public override string ToString()
    {
        var code = Code is null ? "" : $" [{Code}]";
        var field = Field.Length == 0 ? "" : $" {Field}:";
        var resource = Resource is { } id ? $" ({id})" : "";
        var remedy = Remedy is null ? "" : $" {Remedy}";
        return $"{Location}: {Severity}{code}:{field} {Message}{resource}{remedy}";
    }
}
