using System.Text.RegularExpressions;

namespace MlMesh.Cli.Verify.Cluster;

/// <summary>Arguments as a person would type them into a POSIX shell.</summary>
internal static partial class ShellWord
{
    public static string Of(string argument) => Plain().IsMatch(argument) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w@%+=:,./-]+$", RegexOptions.ECMAScript)]
    private static partial Regex Plain();
}
