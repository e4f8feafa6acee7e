using System.Diagnostics.CodeAnalysis;

namespace MlMesh.AppHost;

/// <summary>
/// The service mesh of a local run: tells each service which policy its sidecar carries out, and where everybody is. In the cluster Istio does this.
/// </summary>
internal sealed class Mesh
{
    private const string Key = "policy";
    private const string Default = "stable";
    private const string None = "none";
    private const string Port = "8080";

    private readonly string _policy;
    private readonly List<(IResourceBuilder<ProjectResource> Project, string Service, string? Version)> _workloads = [];

    private Mesh(string policy) => _policy = policy;

    /// <summary>Finds the policy that <c>--policy</c> asks for.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="mesh">The mesh; null when the run is to have none (<c>--policy none</c>).</param>
    /// <param name="error">What is wrong, and what to do.</param>
    public static bool TryRead(IDistributedApplicationBuilder builder, out Mesh? mesh, [NotNullWhen(false)] out string? error)
    {
        mesh = null;
        error = null;
        var wanted = builder.Configuration[Key] is { Length: > 0 } given ? given : Default;
        if (wanted == None)
            return true;
        var overlays = Path.GetFullPath("../istio-overlays/overlays", builder.AppHostDirectory);
        var isName = wanted.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) < 0;
        var path = isName && Directory.Exists(Path.Combine(overlays, wanted)) ? Path.Combine(overlays, wanted) : Path.GetFullPath(wanted);
        if (!Path.Exists(path))
        {
            var names = Directory.Exists(overlays) ? string.Join(", ", Directory.GetDirectories(overlays).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "";
            error = $"There is no policy '{wanted}'. Give --{Key} one of {names}, or the path of a folder or file with Istio resources; --{Key} {None} runs without a mesh.";
            return false;
        }

        Console.WriteLine($"Mesh policy: {path}");
        mesh = new(path);
        return true;
    }

    /// <summary>Makes a service part of the mesh: it stands for a pod, on its Service's targetPort.</summary>
    /// <param name="project">The service.</param>
    /// <param name="service">The Service in front of the pod; the labels and the service account follow from it.</param>
    /// <param name="version">The label <c>version</c>, which subsets select by.</param>
    public void Add(IResourceBuilder<ProjectResource> project, string service, string? version = null) => _workloads.Add((project, service, version));

    /// <summary>Tells every service of all services.</summary>
    /// <param name="ingress">The service that plays the ingress gateway too.</param>
    public void Connect(IResourceBuilder<ProjectResource> ingress)
    {
        foreach (var (project, _, _) in _workloads)
        {
            project.WithEnvironment("Mesh__Policy", _policy).WithEnvironment("Mesh__Workload", project.Resource.Name);
            for (var i = 0; i < _workloads.Count; i++)
                Describe(project, $"Mesh__Workloads__{i}__", _workloads[i]);
        }

        ingress.WithEnvironment("Mesh__Ingress", "true");
    }

    private static void Describe(IResourceBuilder<ProjectResource> reader, string prefix, (IResourceBuilder<ProjectResource> Project, string Service, string? Version) workload)
    {
        var (project, service, version) = workload;
        reader.WithEnvironment($"{prefix}Name", project.Resource.Name)
            .WithEnvironment($"{prefix}Address", project.GetEndpoint("http"))
            .WithEnvironment($"{prefix}Port", Port)
            .WithEnvironment($"{prefix}ServiceAccount", service)
            .WithEnvironment($"{prefix}Labels__app", service);
        if (version is not null)
            reader.WithEnvironment($"{prefix}Labels__version", version);
    }
}
