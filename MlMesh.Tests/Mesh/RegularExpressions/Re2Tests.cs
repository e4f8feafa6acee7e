using MlMesh.Mesh.RegularExpressions;
using Xunit;

namespace MlMesh.Tests.Mesh.RegularExpressions;

public sealed class Re2Tests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abc", "abc\n", false)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("a|bc", "ac", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$\nb", "a\nb", true)]
    [InlineData("(?m)a\n^b", "a\nb", true)]
    [InlineData("a\n^b", "a\nb", false)]
    [InlineData("(?i)abc", "AbC", true)]
    [InlineData("(?i:a)b", "Ab", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("(?i)[a-c]x(?-i)y", "BXy", true)]
    [InlineData("(?i)[a-c]x(?-i)y", "BXY", false)]
    [InlineData(@"\d+", "123", true)]
    [InlineData(@"\d", "٣", false)]
    [InlineData(@"\w+", "aZ_9", true)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"\W", "é", true)]
    [InlineData(@"\s+", " \t\n\f\r", true)]
    [InlineData(@"\s", "\v", false)]
    [InlineData(@"\s", "\u00A0", false)]
    [InlineData(@"[\D]", "x", true)]
    [InlineData(@"[^\d\s]", "x", true)]
    [InlineData(@"[^\d\s]", "1", false)]
    [InlineData("[[:alpha:]]+", "azAZ", true)]
    [InlineData("[[:alpha:]]", "é", false)]
    [InlineData("[[:^digit:]]", "x", true)]
    [InlineData("[[:^digit:]]", "5", false)]
    [InlineData("[[:space:]]", "\v", true)]
    [InlineData("[[:word:][:punct:]]+", "a-b_c!", true)]
    [InlineData("[[:xdigit:]]{2}", "fF", true)]
    [InlineData("[a[:digit:]-]+", "a-1", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[^]a]", "]", false)]
    [InlineData("[a-]+", "-a", true)]
    [InlineData(@"[\]\\]+", @"]\", true)]
    [InlineData("[^a]", "\n", true)]
    [InlineData(@"(?P<year>\d{4})-(?<month>\d\d)", "2026-11", true)]
    [InlineData(@"\Aab\z", "ab", true)]
    [InlineData(@"\bfoo\b.*", "foo bar", true)]
    [InlineData(@"\Qa.b*\E+", "a.b**", true)]
    [InlineData(@"\x41\x{42}\103\a", "ABC\a", true)]
    [InlineData(@"\.\/\-\#", "./-#", true)]
    [InlineData("x{2,3}", "xxx", true)]
    [InlineData("x{2,3}", "xxxx", false)]
    [InlineData("x{2}", "xx", true)]
    [InlineData("x{2,}", "xxxxx", true)]
    [InlineData("x{", "x{", true)]
    [InlineData("x{,2}", "x{,2}", true)]
    [InlineData("(?:a|b)*?c", "abc", true)]
    [InlineData("(?U)a+", "aaa", true)]
    [InlineData(@"\pN+", "1Ⅷ", true)]
    [InlineData(@"\p{Lu}\P{Lu}", "Aa", true)]
    [InlineData(@"[\p{^L}]", "a", false)]
    [InlineData("#a b", "#a b", true)]
    [InlineData("", "", true)]
    public void A_pattern_means_what_it_means_to_RE2(string pattern, string value, bool expected) => Assert.Equal(expected, Re2.FullMatch(pattern).IsMatch(value));

    [Theory]
    [InlineData("*", "missing argument to repetition operator: `*`")]
    [InlineData("a|*", "missing argument to repetition operator: `*`")]
    [InlineData("(+?)", "missing argument to repetition operator: `+?`")]
    [InlineData("a**", "invalid nested repetition operator: `**`")]
    [InlineData("a*+", "invalid nested repetition operator: `*+`")]
    [InlineData("x{2}{3}", "invalid nested repetition operator: `{2}{3}`")]
    [InlineData("(abc", "missing closing ): `(abc`")]
    [InlineData("abc)", "unexpected ): `abc)`")]
    [InlineData("x[a-z", "missing closing ]: `[a-z`")]
    [InlineData("[z-a]", "invalid character class range: `z-a`")]
    [InlineData("[[:foo:]]", "invalid character class range: `[:foo:]`")]
    [InlineData(@"abc\", "trailing backslash at end of expression: ``")]
    [InlineData(@"(a)\1", @"invalid escape sequence: `\1`")]
    [InlineData(@"a\Z", @"invalid escape sequence: `\Z`")]
    [InlineData(@"\C", @"invalid escape sequence: `\C`")]
    [InlineData(@"[\b]", @"invalid escape sequence: `\b`")]
    [InlineData(@"\xg1", @"invalid escape sequence: `\xg1`")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("(?!a)", "invalid or unsupported Perl syntax: `(?!`")]
    [InlineData("(?>a)", "invalid or unsupported Perl syntax: `(?>`")]
    [InlineData("(?P<a b>c)", "invalid named capture: `(?P<a b>`")]
    [InlineData("x{1001}", "invalid repeat count: `{1001}`")]
    [InlineData("x{2,1}", "invalid repeat count: `{2,1}`")]
    [InlineData("(x{100}){11}", "invalid repeat count: `{11}`")]
    [InlineData(@"\p{Klingon}", @"invalid character class range: `\p{Klingon}`")]
    public void A_pattern_that_RE2_refuses_is_refused_in_Gos_words(string pattern, string error)
    {
        Assert.False(Re2.IsValid(pattern, out var actual));
        Assert.Equal($"error parsing regexp: {error}", actual);
    }

    [Fact]
    public void Repetitions_up_to_a_thousand_are_taken()
    {
        Assert.Matches(Re2.FullMatch("x{1000}"), new string('x', 1000));
        Assert.True(Re2.IsValid("(x{10}){100}", out _));
    }

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.False(Re2.IsValid(new string('(', 1001) + new string(')', 1001), out _));

    [Fact]
    public void A_pattern_that_makes_others_backtrack_for_ever_takes_linear_time() => Assert.DoesNotMatch(Re2.FullMatch("(a*)*(a|aa)+b"), new string('a', 20_000));

    [Fact]
    public void Groups_are_numbered_from_left_to_right_named_ones_included()
    {
        var match = Re2.Search("(?P<a>x)(y)(?P<b>z)").Match("xyz");

        Assert.Equal(["xyz", "x", "y", "z"], match.Groups.Values.Select(group => group.Value));
    }
}
