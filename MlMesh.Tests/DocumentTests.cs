using System.Text.RegularExpressions;
using Xunit;

namespace MlMesh.Tests;

/// <summary>The documentation.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. RepositoryFiles.Find(".md").Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading_of_the_repository(string document)
    {
        var file = Repository.PathOf(document);
        foreach (Match link in Link().Matches(CodeBlock().Replace(File.ReadAllText(file), "")))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;

            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? file : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(file)!);
            Assert.True(Path.Exists(path), $"{document}: {target} leads nowhere");
            if (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal))
                Assert.True(Anchors(path).Contains(parts[1]), $"{document}: {Path.GetFileName(path)} has no heading #{parts[1]}");
        }
    }

    /// <summary>The anchors of a document's headings, as GitHub makes them.</summary>
    private static HashSet<string> Anchors(string file) => Heading().Matches(CodeBlock().Replace(File.ReadAllText(file), ""))
        .Select(heading => Punctuation().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
