using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Output;

/// <summary>A workflow command of GitHub Actions that marks a line of a pull request.</summary>
internal static class GithubAnnotation
{
    /// <param name="output">Where the workflow reads.</param>
    /// <param name="level"><c>error</c>, <c>warning</c> or <c>notice</c>.</param>
    /// <param name="location">The line.</param>
    /// <param name="title">A short title.</param>
    /// <param name="message">The message.</param>
    public static void Write(TextWriter output, string level, SourceLocation location, string title, string message) =>
        output.WriteLine($"::{level} file={Property(location.File)},line={Math.Max(1, location.Line)},title={Property(title)}::{Text(message)}");

    private static string Text(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Text(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
