namespace MlMesh.Cli.Verify.Expectations;

/// <summary>The share of requests that a version gets.</summary>
/// <param name="Version">The version.</param>
/// <param name="Share">Its share, 0 to 1.</param>
internal sealed record VersionShare(string Version, double Share);
