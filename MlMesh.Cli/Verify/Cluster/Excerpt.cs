namespace MlMesh.Cli.Verify.Cluster;

/// <summary>Text of others, cut to what fits into a message.</summary>
internal static class Excerpt
{
    private const int Length = 400;

    /// <summary>The text in one line, without control characters.</summary>
    public static string Of(string text)
    {
        var line = string.Concat(text.Trim().ReplaceLineEndings("; ").Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= Length ? line : $"{line[..Length]}…";
    }
}
