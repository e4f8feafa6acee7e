using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing;

/// <summary>A pod as proxies and policies see it.</summary>
public sealed record Workload
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's labels.</summary>
    public ImmutableDictionary<string, string> Labels
    {
        get;
        init
        {
            field = value;
            Version = value.GetValueOrDefault("version");
        }
    } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The label <c>version</c>; none without. Looked up once, as metrics ask for it with every request.</summary>
    public string? Version { get; private init; }

    /// <summary>The pod's service account.</summary>
    public string ServiceAccount { get; init; } = "default";

    /// <summary>The pod's address in the world of the policy.</summary>
    public string Ip { get; init; } = "";

    /// <summary>It takes mTLS: the label <c>security.istio.io/tlsMode</c> is <c>istio</c>.</summary>
    public bool HasSidecar => Labels.TryGetValue("security.istio.io/tlsMode", out var mode) && mode == "istio";

    /// <summary>The label <c>version</c> or <c>app</c>-style name of Istio's telemetry: the pod's name without what its controller appended.</summary>
    public string CanonicalName =>
        Labels.TryGetValue("service.istio.io/canonical-name", out var name) || Labels.TryGetValue("app.kubernetes.io/name", out name) || Labels.TryGetValue("app", out name) ? name : Name;

    /// <summary><c>spiffe://&lt;trust domain&gt;/ns/&lt;namespace&gt;/sa/&lt;service account&gt;</c>.</summary>
    public string SpiffeId(string trustDomain = "cluster.local") => $"spiffe://{trustDomain}/ns/{Namespace}/sa/{ServiceAccount}";
}
