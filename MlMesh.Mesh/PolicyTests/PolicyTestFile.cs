using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.PolicyTests;

/// <summary>A file of tests: <c>policy-tests.yaml</c>, or the <c>testCases</c> of istio-config-validator. docs/policy.md describes both.</summary>
public sealed record PolicyTestFile
{
    /// <summary>Name of the file beside a policy.</summary>
    public const string FileName = "policy-tests.yaml";

    /// <summary>The file, as it was given.</summary>
    public required string File { get; init; }

    /// <summary>The policies that it is about, relative to the file's folder; empty for what lies beside it.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Folders of kustomize components that are added to the first policy, relative to the file's folder.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>File with MeshConfig, relative to the file's folder; null for a default installation.</summary>
    public string? Mesh { get; init; }

    /// <summary>The tests, in order.</summary>
    public IReadOnlyList<PolicyTest> Tests { get; init; } = [];

    /// <summary>What is wrong with the file; tests with a fault are left out.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>It is of istio-config-validator's format.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Reads a file. Never throws on bad input.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for findings.</param>
    public static PolicyTestFile Read(string text, string file) => new TestFileReader(file).Read(text);
}
