using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>What is taken to exist because the files hold nothing of its kind.</summary>
internal sealed class Assumptions
{
    public Assumptions(ResourceSet resources, bool assumeMissing)
    {
        Hosts = assumeMissing && resources.All<KubernetesService>().Count == 0;
        Pods = assumeMissing && resources.All<Pod>().Count == 0;
        Workloads = Pods && resources.All<WorkloadResource>().Count == 0;
        Namespaces = assumeMissing && resources.All<KubernetesNamespace>().Count == 0;
        Gateways = assumeMissing && resources.All<GatewayResource>().Count == 0;
        Secrets = assumeMissing && resources.All<SecretResource>().Count == 0;
        ServiceAccounts = Workloads && resources.All<ServiceAccountResource>().Count == 0;
    }

    public bool Hosts { get; }

    public bool Pods { get; }

    /// <summary>Pods, and what makes them.</summary>
    public bool Workloads { get; }

    public bool Namespaces { get; }

    public bool Gateways { get; }

    public bool Secrets { get; }

    public bool ServiceAccounts { get; }

    /// <summary>What is assumed, in words.</summary>
    public IReadOnlyList<string> Descriptions() =>
    [
        .. new (bool Holds, string Text)[]
        {
            (Hosts, "hosts: the files hold no Service"),
            (Pods, "pods: the files hold no Pod"),
            (Namespaces, "namespaces: the files hold no Namespace"),
            (Gateways, "gateways: the files hold no Gateway"),
            (Secrets, "secrets: the files hold no Secret"),
        }.Where(assumption => assumption.Holds).Select(assumption => assumption.Text),
    ];
}
