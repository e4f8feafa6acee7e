using MlMesh.Mesh.Analysis;
using Xunit;

namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>The documented findings are those of the code.</summary>
[Trait("Category", "Analyze")]
public sealed class FindingsTableTests
{
    private const string Begin = "<!-- findings: a test compares this table with the code -->";
    private const string End = "<!-- end of findings -->";

    [Fact]
    public void The_table_in_the_documentation_is_that_of_the_code()
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "policy.md")).ReplaceLineEndings("\n");
        var documented = text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(2);

        Assert.Equal(PolicyAnalysis.Codes.Select(code => $"| {code.Code} | {code.Name} | {code.Severity} | {code.Meaning} | {code.Remedy} |"), documented);
    }

    [Fact]
    public void Each_code_stands_once_and_says_what_to_do()
    {
        Assert.Equal(PolicyAnalysis.Codes.Count, PolicyAnalysis.Codes.Select(code => code.Name).Distinct().Count());
        Assert.All(PolicyAnalysis.Codes, code => Assert.Matches("^(IST|KIA|MLM)[0-9]{4}$", code.Code));
        Assert.All(PolicyAnalysis.Codes, code => Assert.EndsWith(".", code.Remedy, StringComparison.Ordinal));
    }
}
