namespace MlMesh.Mesh.PolicyTests.Reading;

/// <summary>A test cannot be read.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="message">What is the matter, and what to write instead.</param>
internal sealed class TestSyntaxException(int line, string message) : Exception(message)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;
}
