using System.Text.RegularExpressions;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Names as Istio's analyzers read and write them.</summary>
internal static partial class FullNames
{
    private const int MostListed = 20;

    [GeneratedRegex(@"^(.+)\.(.+)\.svc\.cluster\.local\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceFqdn { get; }

    /// <summary><c>namespace/name</c>, or the name of a resource without namespace.</summary>
    public static string FullName(this MeshResource resource) => resource.Namespace.Length > 0 ? $"{resource.Namespace}/{resource.Name}" : resource.Name;

    /// <summary>A <c>name</c> in a default namespace, or <c>namespace/name</c>.</summary>
    public static (string Namespace, string Name) Parse(string name, string defaultNamespace)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (defaultNamespace, name) : (name[..slash], name[(slash + 1)..]);
    }

    /// <summary>Namespace and name of a Service that a host names in full; any other host is a name in the default namespace.</summary>
    public static (string Namespace, string Name) OfHost(string host, string defaultNamespace) =>
        ServiceFqdn.Match(host) is { Success: true } match ? (match.Groups[2].Value, match.Groups[1].Value) : (defaultNamespace, host);

    /// <summary>A list as Go prints it; of a long one the beginning.</summary>
    public static string GoList(IEnumerable<string> items) => $"[{string.Join(' ', Some(items))}]";

    /// <summary>The beginning of a list that may be long, so that findings stay short.</summary>
    public static IEnumerable<string> Some(IEnumerable<string> items)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (++count > MostListed)
            {
                yield return "…";
                yield break;
            }

            yield return item;
        }
    }
}
