using MlMesh.Mesh.Loading;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Settings of the local sidecar: the section <c>Mesh</c>. Without <see cref="Policy"/> a service has no sidecar, as in the cluster, where Envoy is one.</summary>
public sealed class MeshOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Mesh";

    /// <summary>Folder of an overlay (with a kustomization), or a file or folder of plain YAML; absolute, or relative to the working directory.</summary>
    public string Policy { get; set; } = "";

    /// <summary>Folders of kustomize components that are added to the policy.</summary>
    public IList<string> Components { get; init; } = [];

    /// <summary>File with the mesh's settings (Istio's MeshConfig); empty: those of a default installation.</summary>
    public string MeshConfig { get; set; } = "";

    /// <summary>Which of <see cref="Workloads"/> this process is, by name.</summary>
    public string Workload { get; set; } = "";

    /// <summary>Whether this process is the ingress gateway too: every request from outside passes <c>istio-ingressgateway</c>'s rules first.</summary>
    public bool Ingress { get; set; }

    /// <summary>Whether this process is a gateway alone: what comes over its mesh port goes where the rules of its Gateways say, and no application is behind it.</summary>
    public bool Gateway { get; set; }

    /// <summary>
    /// Port of this machine on which the sidecar takes its peers' connections (Istio's 15006), as <see cref="MeshWorkloadOptions.MeshAddress"/> tells them; 0: none, and peers come to
    /// the service's own port, in plaintext.
    /// </summary>
    public int Port { get; set; }

    /// <summary>Folder with this workload's X.509-SVID: <c>svid.pem</c> and <c>bundle.pem</c>. It is looked at again before every handshake.</summary>
    public string IdentityFolder { get; set; } = "";

    /// <summary>The same for the ingress gateway, where this process plays it.</summary>
    public string IngressIdentityFolder { get; set; } = "";

    /// <summary>Writes a line per exchange to the log, with the fields of Envoy's access log, unless a Telemetry resource turns it off.</summary>
    public bool AccessLog { get; set; } = true;

    /// <summary>Share of requests in percent that are traced, unless a Telemetry resource says otherwise. On a laptop every request is worth a look.</summary>
    public double TraceSamplingPercent { get; set; } = 100;

    /// <summary>Namespace of workloads that state none.</summary>
    public string Namespace { get; set; } = "ml-services";

    /// <summary>Every local endpoint of every service. All processes get the same list in the same order.</summary>
    public IList<MeshWorkloadOptions> Workloads { get; init; } = [];

    /// <summary>How many bytes of a request body are kept for a retry; a larger body is sent once.</summary>
    public long RetryBufferBytes { get; set; } = 1024 * 1024;

    internal PolicySource Source => new(Path.GetFullPath(Policy)) { Components = [.. Components], MeshConfig = MeshConfig };
}
