using MlMesh.Mesh.Analysis;
using Xunit;

namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>Runs the cases of codes for which there is no recording.</summary>
[Trait("Category", "Analyze")]
public sealed class AnalyzeCaseTests
{
    public static TheoryData<string> Cases => [.. AnalyzeCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_code_is_found_where_it_applies_and_not_beside_it(string name)
    {
        var testCase = AnalyzeCase.Load(name);

        var found = PolicyAnalysis.Analyze(testCase.Read()).Findings.Where(finding => finding.Code == testCase.Code);

        Assert.Equal(testCase.MarkedLines, found.Select(finding => finding.Location.Line).Distinct());
    }

    [Fact]
    public void Whatever_is_found_is_in_the_table_of_codes()
    {
        var known = PolicyAnalysis.Codes.ToDictionary(code => code.Code);

        foreach (var finding in AnalyzeCase.Names.Select(AnalyzeCase.Load).SelectMany(testCase => PolicyAnalysis.Analyze(testCase.Read()).Findings))
        {
            Assert.True(known.TryGetValue(finding.Code!, out var code), $"{finding} has a code that is in no table");
            Assert.Equal(code.Severity, finding.Severity);
        }
    }

    [Fact]
    public void Every_code_has_a_case_or_a_recording()
    {
        var marked = AnalyzeCase.Names.Select(AnalyzeCase.Load).Where(testCase => testCase.MarkedLines.Count > 0).Select(testCase => testCase.Code);
        var recorded = AnalyzeFolder.Recordings.Where(name => !name.EndsWith("-ok", StringComparison.Ordinal)).Select(name => name.Split('-')[0].ToUpperInvariant());

        // IST0151 is recorded beside IST0155.
        var missing = PolicyAnalysis.Codes.Select(code => code.Code).Except(marked).Except(recorded).Except(["IST0151"]);

        Assert.Empty(AnalyzeFolder.Path is null ? missing.Where(code => !code.StartsWith("IST", StringComparison.Ordinal)) : missing);
    }
}
