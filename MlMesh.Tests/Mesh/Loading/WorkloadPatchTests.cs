using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>Patches of Deployments, of which the analysis of a policy sees what they make.</summary>
public sealed class WorkloadPatchTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();

    public WorkloadPatchTests() => _policy.Write("base.yaml", """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: model}
        spec:
          replicas: 3
          template:
            metadata: {labels: {app: generated, tier: x}}
            spec:
              containers:
              - {name: app, image: app:1, ports: [{containerPort: 8080}]}
              - {name: helper, image: helper:1}
        """);

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void A_merge_changes_labels_containers_by_name_and_replicas()
    {
        var workload = Patched("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: model}
            spec:
              replicas: null
              template:
                metadata: {labels: {app: model, tier: null}}
                spec:
                  serviceAccountName: model
                  containers:
                  - {name: app, ports: [{containerPort: 9090, name: metrics}], securityContext: {runAsUser: 1000}}
                  - {name: helper, $patch: delete}
            """);

        var container = Assert.Single(workload.Template.Spec.Containers);
        Assert.Equal(("app:1", 1000ul), (container.Image, container.SecurityContext!.RunAsUser));
        Assert.Equal([8080u, 9090u], container.Ports.Select(port => port.ContainerPort));
        Assert.Equal([KeyValuePair.Create("app", "model")], workload.Template.Metadata.Labels);
        Assert.Equal(("model", null, "ml"), (workload.Template.Spec.ServiceAccountName, workload.Replicas, workload.Namespace));
    }

    [Fact]
    public void JSON_operations_change_what_is_in_no_list()
    {
        var workload = Patched("""
            - {op: add, path: /spec/template/metadata/labels/example.com~1team, value: ml}
            - {op: remove, path: /spec/template/metadata/labels/tier}
            - {op: replace, path: /spec/replicas, value: 5}
            - {op: replace, path: /spec/template/spec/containers/0/image, value: other}
            """);

        Assert.Equal(["app", "example.com/team"], workload.Template.Metadata.Labels.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((5u, "app:1"), (workload.Replicas, workload.Template.Spec.Containers[0].Image));
    }

    private WorkloadResource Patched(string patch)
    {
        _policy.Write("patch.yaml", patch);
        _policy.Write("kustomization.yaml", "namespace: ml\nresources: [base.yaml]\npatches: [{path: patch.yaml, target: {kind: Deployment}}]");
        var loads = PolicyFiles.Read(_policy.Folder).Loads;
        Assert.Empty(loads.SelectMany(load => load.Findings));
        return Assert.IsType<WorkloadResource>(Assert.Single(loads.SelectMany(load => load.Resources)));
    }
}
