namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>A local process that stands for a pod.</summary>
public sealed class MeshWorkloadOptions
{
    /// <summary>The pod's name, for example <c>model-inference-v1</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The pod's namespace; empty for <see cref="MeshOptions.Namespace"/>.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>The pod's service account.</summary>
    public string ServiceAccount { get; set; } = "default";

    /// <summary>The pod's labels, which Services and subsets select by.</summary>
    public IDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the process listens, for example <c>http://localhost:5003</c>.</summary>
    public string Address { get; set; } = "";

    /// <summary>Where its sidecar takes peers, for example <c>tcp://localhost:5004</c>; empty when it has no such port and takes plaintext at <see cref="Address"/>.</summary>
    public string MeshAddress { get; set; } = "";

    /// <summary>The workload port that <see cref="Address"/> stands for: the targetPort of its Service, which policies see.</summary>
    public int Port { get; set; } = 8080;
}
