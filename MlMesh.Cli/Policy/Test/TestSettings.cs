namespace MlMesh.Cli.Policy.Test;

/// <summary>What to test, and how.</summary>
internal sealed record TestSettings
{
    /// <summary>Folders and test files.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The policy to test; empty for what lies beside the tests.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>File with MeshConfig, where test files name none.</summary>
    public string? Mesh { get; init; }

    /// <summary>Whether what policies name and the input lacks is assumed.</summary>
    public bool AssumeHosts { get; init; } = true;

    /// <summary>Whether istio-config-validator's deviations from Istio hold for its format.</summary>
    public bool Compat { get; init; }
}
