using System.Globalization;

namespace MlMesh.Cli.Policy.Output;

/// <summary>Words of the output.</summary>
internal static class Names
{
    /// <summary><c>PassedThrough</c> as <c>passed-through</c>.</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => char.IsAsciiLetterUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>A share of 1 as a percentage without needless digits.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
