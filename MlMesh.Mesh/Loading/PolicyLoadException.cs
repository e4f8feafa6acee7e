using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Loading;

/// <summary>A policy has errors, and there is no earlier one to keep.</summary>
/// <param name="path">The policy.</param>
/// <param name="errors">Its errors.</param>
public sealed class PolicyLoadException(string path, IReadOnlyList<Finding> errors)
    : Exception($"The policy {path} has {errors.Count} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    /// <summary>The errors, each with file, line, field and remedy.</summary>
    public IReadOnlyList<Finding> Errors { get; } = errors;
}
