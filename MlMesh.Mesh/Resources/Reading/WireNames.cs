using System.Text;

namespace MlMesh.Mesh.Resources;

/// <summary>Names of C# as protobuf's JSON form writes them.</summary>
internal static class WireNames
{
    /// <summary><c>PerTryTimeout</c> as <c>perTryTimeout</c>.</summary>
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary><c>perTryTimeout</c> as <c>per_try_timeout</c>, which Istio's reader takes too.</summary>
    public static string SnakeCase(string name) => Separated(name, char.ToLowerInvariant);

    /// <summary><c>RoundRobin</c> as <c>ROUND_ROBIN</c>.</summary>
    public static string UpperSnakeCase(string name) => Separated(name, char.ToUpperInvariant);

    private static string Separated(string name, Func<char, char> convert)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
                result.Append('_');
            result.Append(convert(name[i]));
        }

        return result.ToString();
    }
}
