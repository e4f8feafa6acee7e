using System.Globalization;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>A server of a Gateway that a workload plays.</summary>
/// <param name="Gateway">The Gateway's <c>namespace/name</c>.</param>
/// <param name="Server">The server.</param>
/// <param name="Hosts">Its hosts with <c>./</c> replaced by the Gateway's namespace.</param>
/// <param name="ListenerPort">The workload's port that it listens on.</param>
internal sealed record GatewayServer(string Gateway, Server Server, IReadOnlyList<string> Hosts, int ListenerPort)
{
    /// <summary>The port as the server states it: what rules match, what redirects and destinations without port mean.</summary>
    public int Port => (int)Server.Port!.Number;

    /// <summary>It takes the mesh's mutual TLS only (HTTPS with <c>tls.mode: ISTIO_MUTUAL</c>); otherwise plaintext only.</summary>
    public bool IsMutualTls => Server.Tls is { Mode: ServerTlsMode.IstioMutual } && Server.Port!.Protocol.Equals("HTTPS", StringComparison.OrdinalIgnoreCase);

    /// <summary>Envoy's name of its routes, under mutual TLS.</summary>
    public string RouteName => string.Create(CultureInfo.InvariantCulture, $"https.{ListenerPort}.{Server.Port!.Name}.{Gateway[(Gateway.IndexOf('/', StringComparison.Ordinal) + 1)..]}.{Gateway[..Gateway.IndexOf('/', StringComparison.Ordinal)]}");

    /// <summary>The server names that select it under mutual TLS; empty when any does.</summary>
    public IEnumerable<string> ServerNames
    {
        get
        {
            var names = Hosts.Select(host => host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return names.Contains("*") ? [] : names;
        }
    }

    public bool RedirectsToHttps => Server.Tls is { HttpsRedirect: true };

    /// <summary>The hosts that the VirtualServices of a namespace may use.</summary>
    public IEnumerable<string> HostsFor(string ns)
    {
        foreach (var host in Hosts)
        {
            var slash = host.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
                yield return host;
            else if (host[..slash] == ns || host[..slash] == "*")
                yield return host[(slash + 1)..];
        }
    }
}
