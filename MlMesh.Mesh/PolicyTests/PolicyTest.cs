using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.PolicyTests.Checks;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.PolicyTests;

/// <summary>One test: requests, and what is expected of each of them.</summary>
public sealed class PolicyTest
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The requests.</summary>
    public required IReadOnlyList<RequestQuestion> Questions { get; init; }

    /// <summary>What is expected.</summary>
    internal IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The requests enter the mesh wherever their host is known, not where the test says.</summary>
    internal bool EntersAnywhere { get; init; }

    /// <summary>The expectations, as a whole, must not hold.</summary>
    internal bool IsNegated { get; init; }
}
