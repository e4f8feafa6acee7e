using System.Collections.Concurrent;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Explaining.World;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Filters;

namespace MlMesh.Mesh.Explaining;

/// <summary>
/// A policy to ask questions of, without a cluster and without sending anything: the proxies' own code decides, on the input's resources and, where the input is
/// only a part of a mesh, on assumed ones. Immutable, thread-safe.
/// </summary>
public sealed class PolicyModel : IDisposable
{
    private readonly Callers _callers;
    private readonly ConcurrentDictionary<(Workload Workload, bool StandIn), WorkloadGate> _gates = new();
    private readonly FilterServices _filterServices;
    private readonly Lazy<StandInIssuer> _standIn;

    private readonly ProviderCheck _providers;

    private PolicyModel(MeshResources stated, PolicyWorld world, bool assumesProviders)
    {
        Stated = stated;
        Policy = MeshPolicy.Compile(world.Resources);
        Assumptions = world.Assumptions;
        _providers = new ProviderCheck(Policy, assumesProviders);
        DefaultNamespace = Callers.NamespaceOf(stated);
        _callers = new Callers(Policy, DefaultNamespace);
        _standIn = new Lazy<StandInIssuer>(() => new StandInIssuer(Policy.Resources));
        _filterServices = new FilterServices(new ProxyServices { Connector = Offline.Instance }, () => Policy, _ => null);
    }

    /// <summary>The compiled policy, assumed resources included.</summary>
    public MeshPolicy Policy { get; }

    /// <summary>The resources that the input states.</summary>
    public MeshResources Stated { get; }

    /// <summary>What was assumed because the input lacks it, a sentence each.</summary>
    public IReadOnlyList<string> Assumptions { get; }

    /// <summary>The namespace of callers that state none: the one that the policy is mostly about.</summary>
    public string DefaultNamespace { get; }

    /// <summary>Makes a model.</summary>
    /// <param name="loads">The read input; resources that Istio's validation refuses are left out.</param>
    /// <param name="mesh">Settings of the mesh; null for the default installation, in which the external authorizers that policies name are assumed.</param>
    /// <param name="assumeHosts">Whether Services, workloads and Gateways that policies name and the input lacks are assumed to exist.</param>
    /// <param name="questions">Questions that will be asked: assumed Services get the ports that they address.</param>
    public static PolicyModel Create(IEnumerable<LoadResult> loads, MeshConfig? mesh = null, bool assumeHosts = true, IEnumerable<RequestQuestion>? questions = null)
    {
        var read = loads.ToList();
        var resources = MeshResources.Create(read, mesh);
        var workloads = read.SelectMany(load => load.Resources).OfType<WorkloadResource>();
        var ns = Callers.NamespaceOf(resources);
        var asked = (questions ?? []).Where(question => question.Gateway is null)
            .Select(question => new AskedHost(HostOf(question), question.Source?.Split('/') is [var stated, _] ? stated : ns, question.Port));
        var assumesProviders = mesh is null && assumeHosts;
        return new PolicyModel(resources, PolicyWorld.Complete(resources, workloads, assumeHosts, assumesProviders, asked), assumesProviders);
    }

    /// <summary>Asks what becomes of a request.</summary>
    /// <exception cref="QuestionException">The question is malformed, or names a gateway that does not exist.</exception>
    public RequestAnswer Ask(RequestQuestion question) => Inquire(question).Answer();

    /// <summary>Asks what becomes of many equal requests.</summary>
    /// <param name="question">The request.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Draws destinations, faults and copies.</param>
    /// <exception cref="QuestionException">The question is malformed, or names a gateway that does not exist.</exception>
    public Simulation Simulate(RequestQuestion question, int count, IRandom random) => Inquire(question).Simulate(count, random);

    /// <inheritdoc />
    public void Dispose()
    {
        _filterServices.Dispose();
        if (_standIn.IsValueCreated)
            _standIn.Value.Dispose();
    }

    /// <summary>Signs tokens of stated claims.</summary>
    internal StandInIssuer StandIn => _standIn.Value;

    /// <summary>The gate of a workload, which takes either the policy's issuers' tokens or the stand-in's.</summary>
    internal WorkloadGate Gate(Workload workload, bool standIn) => _gates.GetOrAdd(
        (workload, standIn), static (key, model) => new WorkloadGate(key.Workload, key.StandIn ? model.StandIn.Trusting : model.Policy.Resources, model._filterServices, model._providers), this);

    /// <summary>The host that a question's connection goes to, without port.</summary>
    internal static string HostOf(RequestQuestion question)
    {
        var host = question.Address ?? question.Authority ?? "";
        var port = AuthorityText.PortStart(host);
        return port < 0 ? host : host[..port];
    }

    private Inquiry Inquire(RequestQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        QuestionChecks.Check(question);
        return question.Gateway is { } gateway ? AtGateway(question, gateway) : AtSidecar(question);
    }

    private Inquiry AtSidecar(RequestQuestion question)
    {
        var (workload, isAssumed) = _callers.Find(question.Source);
        var service = ServiceLookup.Find(Policy, HostOf(question), workload.Namespace);
        var port = question.Port ?? ServiceLookup.Port(service);
        var notes = new List<string>();
        if (isAssumed)
            notes.Add($"the caller {question.Source} is not in the input; it is assumed in namespace {workload.Namespace} with label app={workload.Name}, service account {workload.ServiceAccount} and a sidecar");
        if (question.Port is null && service is not null && port != 80)
            notes.Add($"the URL names no port; {service.Host} has no port 80, so its first, {port}, is meant");
        var identity = question.Identity is { } stated ? _callers.Identity(stated) : workload.HasSidecar ? workload.SpiffeId(Policy.Resources.Mesh.TrustDomain) : null;
        return new Inquiry(this, question, workload, identity, atGateway: false, port, service, notes);
    }

    private Inquiry AtGateway(RequestQuestion question, string gateway)
    {
        var workload = Gateways.Find(Policy, gateway)
            ?? throw new QuestionException(gateway.Length == 0 ? "the policy has no Gateway at which a request could enter" : $"the policy has no Gateway '{gateway}'");
        var port = Gateways.ListenerPort(Policy, workload, question.Port);
        var identity = workload.SpiffeId(Policy.Resources.Mesh.TrustDomain);
        return new Inquiry(this, question, workload, identity, atGateway: true, port, null, [], question.Identity is { } stated ? _callers.Identity(stated) : null);
    }
}
