using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;

namespace MlMesh.AppHost;

/// <summary>
/// The service mesh of a local run: tells each service which policy its sidecar carries out, and where everybody is. In the cluster Istio does this.
/// </summary>
internal sealed class Mesh
{
    private const string Key = "policy";
    private const string WithKey = "with";
    private const string ConfigKey = "mesh-config";
    private const string Default = "stable";
    private const string None = "none";
    private const string MeshEndpoint = "mesh";
    private const string IngressNamespace = "istio-system";
    private const string IngressName = "istio-ingressgateway";
    private const string IngressAccount = "istio-ingressgateway-service-account";

    private readonly string _policy;
    private readonly string _config;
    private readonly IReadOnlyList<string> _components;
    private readonly SvidOptions _svids;
    private readonly List<MeshWorkload> _workloads = [];

    private Mesh(string policy, IReadOnlyList<string> components, string config, SvidOptions svids) =>
        (_policy, _components, _config, _svids) = (policy, components, config, svids);

    /// <summary>Names of the components that are added to the policy.</summary>
    public IEnumerable<string> Components => _components.Select(folder => Path.GetFileName(folder)!);

    /// <summary>Finds the policy that <c>--policy</c> asks for, and the components of <c>--with</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="mesh">The mesh; null when the run is to have none (<c>--policy none</c>).</param>
    /// <param name="error">What is wrong, and what to do.</param>
    public static bool TryRead(IDistributedApplicationBuilder builder, out Mesh? mesh, [NotNullWhen(false)] out string? error)
    {
        mesh = null;
        error = null;
        var wanted = builder.Configuration[Key] is { Length: > 0 } given ? given : Default;
        var with = builder.Configuration[WithKey];
        var root = Path.GetFullPath("../istio-overlays", builder.AppHostDirectory);
        if (wanted == None)
        {
            error = string.IsNullOrWhiteSpace(with) ? null : $"Components add to a policy, and --{Key} {None} has none. Give another --{Key}, or leave the components out.";
            return error is null;
        }

        if (!new PolicyCatalog(root).TryFind(wanted, with, out var source, out error))
        {
            error += $" --{Key} {None} runs without a mesh.";
            return false;
        }

        var (path, components) = (source.Path, source.Components);
        error = ClusterOnly(path, "policy", $"Give another --{Key}")
            ?? components.Select(folder => ClusterOnly(folder, "component", $"Leave it out of --{WithKey}")).FirstOrDefault(found => found is not null);
        if (error is not null)
        {
            error += $", or apply it there: mlmesh render --{Key} {wanted}{(string.IsNullOrWhiteSpace(with) ? "" : $" --{WithKey} {with}")} | kubectl apply -f -";
            return false;
        }

        var config = Path.GetFullPath(builder.Configuration[ConfigKey] is { Length: > 0 } other ? other : Path.Combine(root, "mesh", "local.yaml"));
        if (!File.Exists(config))
        {
            error = $"There is no file '{config}' with the mesh's settings. Give --{ConfigKey} the path of a YAML file with Istio's MeshConfig.";
            return false;
        }

        if (!SvidOptions.TryRead(builder.Configuration, out var svids, out error))
            return false;

        Console.WriteLine($"Mesh policy: {path}");
        foreach (var component in components)
            Console.WriteLine($"       with: {component}");
        mesh = new(path, components, config, svids);
        return true;
    }

    /// <summary>Makes a service part of the mesh: it stands for a pod, on its Service's targetPort.</summary>
    /// <param name="project">The service.</param>
    /// <param name="service">The Service in front of the pod; the labels and the service account follow from it.</param>
    /// <param name="version">The label <c>version</c>, which subsets select by.</param>
    public void Add(IResourceBuilder<ProjectResource> project, string service, string? version = null) =>
        Add(new MeshWorkload(project, service) { Labels = version is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["version"] = version } });

    /// <summary>Makes a process part of the mesh.</summary>
    public void Add(MeshWorkload workload) => _workloads.Add(workload);

    /// <summary>Tells every service of all services, and gives each its identity and a port for its peers.</summary>
    /// <param name="ingress">The service that plays the ingress gateway too.</param>
    public void Connect(IResourceBuilder<ProjectResource> ingress)
    {
        var identities = Identities(ingress.ApplicationBuilder);
        foreach (var workload in _workloads)
        {
            var project = workload.Project;
            project.WithEndpoint(scheme: "tcp", name: MeshEndpoint, env: "Mesh__Port")
                .WithEnvironment("Mesh__IdentityFolder", identities.Issue(workload.Namespace, project.Resource.Name, workload.ServiceAccount));
            project.WithEnvironment("Mesh__Policy", _policy).WithEnvironment("Mesh__MeshConfig", _config).WithEnvironment("Mesh__Workload", project.Resource.Name);
            for (var i = 0; i < _components.Count; i++)
                project.WithEnvironment($"Mesh__Components__{i}", _components[i]);
            for (var i = 0; i < _workloads.Count; i++)
                Describe(project, $"Mesh__Workloads__{i}__", _workloads[i]);
            if (workload.IsGateway)
                project.WithEnvironment("Mesh__Gateway", "true");
        }

        ingress.WithEnvironment("Mesh__Ingress", "true")
            .WithEnvironment("Mesh__IngressIdentityFolder", identities.Issue(IngressNamespace, IngressName, IngressAccount));
    }

    private MeshIdentities Identities(IDistributedApplicationBuilder builder)
    {
        var folder = RunFolder.Create("mlmesh-identities");
        var identities = new MeshIdentities(folder, MeshConfigReader.Read(File.ReadAllText(_config), _config).Mesh.TrustDomain, _svids.Lifetime, TimeProvider.System);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(folder).AddSingleton(_svids).AddSingleton(_ => identities);
        builder.Services.AddHostedService<RunFolderRemoval>().AddHostedService<SvidRotation>();
        return identities;
    }

    private static string? ClusterOnly(string folder, string kind, string remedy) =>
        PolicyCatalog.WhyClusterOnly(folder) is { } reason ? $"The {kind} '{Path.GetFileName(folder)}' takes effect in a cluster only: {reason}. {remedy}" : null;

    private static void Describe(IResourceBuilder<ProjectResource> reader, string prefix, MeshWorkload workload)
    {
        reader.WithEnvironment($"{prefix}Name", workload.Project.Resource.Name)
            .WithEnvironment($"{prefix}Namespace", workload.Namespace)
            .WithEnvironment($"{prefix}Address", workload.Project.GetEndpoint("http"))
            .WithEnvironment($"{prefix}MeshAddress", workload.Project.GetEndpoint(MeshEndpoint))
            .WithEnvironment($"{prefix}Port", workload.Port)
            .WithEnvironment($"{prefix}ServiceAccount", workload.ServiceAccount)
            .WithEnvironment($"{prefix}Labels__app", workload.App);
        foreach (var (name, value) in workload.Labels)
            reader.WithEnvironment($"{prefix}Labels__{name}", value);
    }
}
