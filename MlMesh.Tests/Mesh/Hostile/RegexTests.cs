using System.Diagnostics;
using MlMesh.Mesh.RegularExpressions;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Patterns that make backtracking engines run for ever decide at once here, as in RE2.</summary>
public sealed class RegexTests
{
    public static TheoryData<string> Patterns =>
    [
        "(a*)*(a|aa)+b", "(a+)+$", "([a-zA-Z]+)*!", "(a|aa)+!", "(a|a?)+!", "(.*a){20}!", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(.*)*(.*)*(.*)*=",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_decides_on_a_long_path_without_exploding(string pattern)
    {
        var expression = Re2.FullMatch($"/{pattern}");
        var started = Stopwatch.GetTimestamp();

        Assert.DoesNotMatch(expression, "/" + new string('a', 60_000) + "?");

        // A backtracking engine would need longer than the universe has lasted.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})")]
    [InlineData("a{1001}")]
    [InlineData("(a{1000}){1000}")]
    public void A_pattern_that_would_grow_without_bound_is_refused(string pattern) => Assert.False(Re2.IsValid(pattern, out _));
}
