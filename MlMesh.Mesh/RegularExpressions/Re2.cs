using System.Text.RegularExpressions;

namespace MlMesh.Mesh.RegularExpressions;

/// <summary>
/// RE2 patterns (https://github.com/google/re2/wiki/Syntax) as Go's admission and Envoy take them, run by .NET's non-backtracking engine, which like RE2 needs time linear in the input.
/// Differences that remain: <c>\b</c> knows Unicode letters, a character outside the basic plane counts as two, and Unicode scripts (<c>\p{Greek}</c>) are refused.
/// </summary>
public static class Re2
{
    /// <summary>A pattern that must match a whole value.</summary>
    /// <exception cref="Re2SyntaxException">RE2 refuses the pattern.</exception>
    public static Regex FullMatch(string pattern) => Build(pattern, $@"\A(?:{Translate(pattern)})\z");

    /// <summary>A pattern that may match anywhere. Groups are numbered as in RE2, named ones included; their names are dropped.</summary>
    /// <exception cref="Re2SyntaxException">RE2 refuses the pattern.</exception>
    public static Regex Search(string pattern) => Build(pattern, Translate(pattern));

    /// <summary>Whether RE2 takes a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">Go's error text when it does not, else empty.</param>
    public static bool IsValid(string pattern, out string error)
    {
        try
        {
            FullMatch(pattern);
            error = "";
            return true;
        }
        catch (Re2SyntaxException exception)
        {
            error = exception.Message;
            return false;
        }
    }

    /// <summary>The .NET form of a pattern.</summary>
    /// <exception cref="Re2SyntaxException">RE2 refuses the pattern.</exception>
    public static string Translate(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new Re2Parser(pattern).Parse();
    }

    private static Regex Build(string pattern, string translated)
    {
        try
        {
            return RegexCache.Get(translated, static text => new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException)
        {
            throw new Re2SyntaxException("expression too large", pattern);
        }
    }
}
