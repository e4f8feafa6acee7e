using MlMesh.Mesh.PolicyTests.Coverage;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Route coverage in JSON.</summary>
internal sealed record CoverageDocument(double Percent, int Routes, IReadOnlyList<UncoveredDocument> Uncovered)
{
    public static CoverageDocument Of(RouteCoverage coverage) => new(
        coverage.Percent,
        coverage.Routes.Count,
        [.. coverage.Routes.Where(route => !route.IsMet).Select(route => new UncoveredDocument(route.Location.File, route.Location.Line, $"{route.Resource.Namespace}/{route.Resource.Name}", route.Rule, route.Match < 0 ? null : route.Match))]);
}
