namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A text is not well-formed YAML, or is larger than the reader takes.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="message">What is the matter.</param>
public sealed class YamlSyntaxException(int line, string message) : Exception(message)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;
}
