using System.Text.Json.Nodes;

namespace MlMesh.Cli.Verify.Cluster;

/// <summary>Asks the APIs of Prometheus, Grafana, Jaeger and Kiali through the API server, so that none of them needs to be reachable from here.</summary>
internal sealed class Addon(ClusterTools tools, string service, int port)
{
    public static Addon Prometheus(ClusterTools tools) => new(tools, "prometheus", 9090);

    public static Addon Grafana(ClusterTools tools) => new(tools, "grafana", 3000);

    public static Addon Jaeger(ClusterTools tools) => new(tools, "tracing", 80);

    public static Addon Kiali(ClusterTools tools) => new(tools, "kiali", 20001);

    /// <param name="path">Path and query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer; null when it is an error, as for a trace that has not arrived.</returns>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var result = await tools.KubectlAsync(["get", "--raw", $"/api/v1/namespaces/{Deployment.IstioNamespace}/services/{service}:{port}/proxy{path}"], null, cancellationToken);
        return result.ExitCode == 0 ? ClusterTools.Json(result) : null;
    }

    /// <param name="path">Path and query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ToolException">It does not answer.</exception>
    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        tools.ReadAsync(["get", "--raw", $"/api/v1/namespaces/{Deployment.IstioNamespace}/services/{service}:{port}/proxy{path}"], cancellationToken);
}
