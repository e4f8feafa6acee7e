using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>What analyzers look at, and where they report.</summary>
internal sealed class AnalysisContext(ResourceSet resources, AnalysisOptions options)
{
    private readonly List<(MeshResource? Resource, Finding Finding)> _findings = [];
    private readonly HashSet<(string Code, MeshResource Resource, int Line, string Message)> _known = [];
    private LabelIndex<Pod>? _pods;
    private LabelIndex<Pod>? _distinctPods;
    private LabelIndex<Workload>? _workloads;
    private ServiceIndex? _services;
    private ServiceHosts? _hosts;
    private MeshMembership? _membership;

    /// <summary>The resources, those that Istio would refuse too.</summary>
    public ResourceSet Resources { get; } = resources;

    public MeshConfig Mesh => options.Mesh;

    public AnalysisOptions Options => options;

    /// <summary>What is taken to exist.</summary>
    public Assumptions Assumes { get; } = new(resources, options.AssumeMissing, options.Mesh.RootNamespace);

    public LabelIndex<Pod> Pods => _pods ??= new LabelIndex<Pod>(Resources.All<Pod>(), pod => pod.Namespace, pod => pod.Labels);

    /// <summary>One pod of each namespace, labels and way into the mesh: what selectors do to it, they do to all that are like it.</summary>
    public LabelIndex<Pod> DistinctPods => _distinctPods ??= new LabelIndex<Pod>(
        [.. Resources.All<Pod>().DistinctBy(pod => (pod.Namespace, Selectors.Text(pod.Labels), MeshMembership.IsAmbient(pod)))],
        pod => pod.Namespace,
        pod => pod.Labels);

    /// <summary>Deployments and the like, and Pods of their own.</summary>
    public LabelIndex<Workload> Workloads =>
        _workloads ??= new LabelIndex<Workload>(Workload.In(Resources), workload => workload.Namespace, workload => workload.Labels);

    public ServiceIndex Services => _services ??= new ServiceIndex(Resources.All<KubernetesService>());

    /// <summary>The hosts of Services and ServiceEntries as Istio's analyzers know them.</summary>
    public ServiceHosts Hosts => _hosts ??= new ServiceHosts(Resources);

    /// <summary>Which workloads are in the mesh.</summary>
    public MeshMembership Membership => _membership ??= new MeshMembership(Resources);

    public IReadOnlyList<(MeshResource? Resource, Finding Finding)> Findings => _findings;

    /// <summary>Reports on a whole resource.</summary>
    public void Report(FindingCode code, MeshResource resource, string message) => Add(code, resource, FieldPath.ResourceLine(resource), "", message);

    /// <summary>Reports on a field, with the line that Istio gives.</summary>
    public void Report(FindingCode code, MeshResource resource, FieldPath path, string message) => Add(code, resource, path.IstioLine(resource), path.ToString(), message);

    /// <summary>Reports on a field, with the line nearest to it.</summary>
    public void ReportAt(FindingCode code, MeshResource resource, FieldPath path, string message) => Add(code, resource, path.NearestLine(resource), path.ToString(), message);

    /// <summary>Takes over what was found while reading or admitting a resource.</summary>
    public void Take(FindingCode code, MeshResource? resource, Finding finding) =>
        _findings.Add((resource, finding with { Code = code.Code, Severity = code.Severity, Remedy = finding.Remedy ?? code.Remedy }));

    private void Add(FindingCode code, MeshResource resource, int line, string field, string message)
    {
        if (!_known.Add((code.Code, resource, line, message)))
            return;

        _findings.Add((resource, new Finding
        {
            Severity = code.Severity,
            Origin = FindingOrigin.Analysis,
            Code = code.Code,
            Location = resource.Location with { Line = line },
            Field = field,
            Message = message,
            Remedy = code.Remedy,
            Resource = resource.Id,
        }));
    }
}
