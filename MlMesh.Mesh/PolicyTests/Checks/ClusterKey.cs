using System.Globalization;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>
/// How a test names a destination: <c>subset</c>, <c>host</c>, <c>host/subset</c>, each with <c>:port</c> behind the host or subset if the port is to be tested
/// too, or Envoy's whole name. A host may be short.
/// </summary>
internal static class ClusterKey
{
    public static bool Matches(string key, string cluster)
    {
        if (key == cluster)
            return true;
        var parts = cluster.Split('|');
        if (parts is not ["outbound", var port, var subset, var host])
            return false;
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port}");
        if (subset.Length > 0 && (key == subset || key == subset + suffix))
            return true;
        return Forms(host).Any(form => subset.Length == 0 ? key == form || key == form + suffix : key == $"{form}/{subset}" || key == $"{form}{suffix}/{subset}");
    }

    private static IEnumerable<string> Forms(string host)
    {
        yield return host;
        if (host.Split('.') is not [var name, var ns, "svc", ..])
            yield break;
        yield return name;
        yield return $"{name}.{ns}";
    }
}
