using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

public sealed class PolicyFilesTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void A_kustomization_gathers_resources_bases_and_components_into_its_namespace()
    {
        _policy.Write("base/kustomization.yaml", "resources: [service.yaml]\nnamespace: elsewhere");
        _policy.Write("base/service.yaml", Resource.Service("model"));
        _policy.Write("extra/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]");
        _policy.Write("extra/more.yaml", Resource.VirtualService("other"));
        _policy.Write("overlay/kustomization.yaml", "namespace: ml-services\nresources: [../base, vs.yaml]\ncomponents: [../extra]");
        _policy.Write("overlay/vs.yaml", Resource.VirtualService("model"));

        var resources = Load("overlay");

        Assert.Equal(["Service ml-services/model", "VirtualService ml-services/model", "VirtualService ml-services/other"], Ids(resources));
        Assert.Empty(resources.Findings);
    }

    [Fact]
    public void Resources_of_a_base_are_older_than_those_of_its_overlay()
    {
        _policy.Write("base/kustomization.yaml", "resources: [a.yaml]");
        _policy.Write("base/a.yaml", Resource.VirtualService("a"));
        _policy.Write("overlay/kustomization.yaml", "resources: [../base, b.yaml]");
        _policy.Write("overlay/b.yaml", Resource.VirtualService("b"));

        Assert.Equal(["a", "b"], Load("overlay").VirtualServices.OrderBy(service => service.Age).Select(service => service.Name));
    }

    [Fact]
    public void A_folder_without_kustomization_is_read_file_by_file_without_its_policy_tests()
    {
        _policy.Write("plain/b.yaml", Resource.VirtualService("b"));
        _policy.Write("plain/a.yml", Resource.VirtualService("a"));
        _policy.Write("plain/policy-tests.yaml", "cases: []");
        _policy.Write("plain/readme.md", "no resource");

        var resources = Load("plain");

        Assert.Equal(["VirtualService default/a", "VirtualService default/b"], Ids(resources));
        Assert.Empty(resources.Findings);
    }

    [Fact]
    public void A_single_file_is_a_policy()
    {
        _policy.Write("one.yaml", Resource.VirtualService("a") + "\n---\n" + Resource.Service("a"));

        Assert.Equal(["Service default/a", "VirtualService default/a"], Ids(Load("one.yaml")));
    }

    [Fact]
    public void A_patch_of_a_Deployment_is_skipped()
    {
        _policy.Write("kustomization.yaml", """
            resources: [vs.yaml]
            images: [{name: model, newTag: "2"}]
            replicas: [{name: model, count: 3}]
            configMapGenerator: [{name: settings, literals: [a=b]}]
            patches:
            - target: {kind: Deployment}
              patch: |
                - {op: replace, path: /spec/replicas, value: 2}
            """);
        _policy.Write("vs.yaml", Resource.VirtualService("a"));

        Assert.Empty(Load(".").Findings);
    }

    [Theory]
    [InlineData("patches: [{target: {kind: VirtualService, name: model}, patch: '[{op: remove, path: /spec/http}]'}]")]
    [InlineData("patches: [{target: {name: mod.*}, patch: '[{op: remove, path: /spec/http}]'}]")]
    [InlineData("patches: [{path: patch.yaml}]")]
    [InlineData("patchesStrategicMerge: [patch.yaml]")]
    public void A_patch_of_an_Istio_resource_is_an_error_that_names_it(string patches)
    {
        _policy.Write("kustomization.yaml", "resources: [vs.yaml]\n" + patches);
        _policy.Write("vs.yaml", Resource.VirtualService("model"));
        _policy.Write("patch.yaml", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: model}\nspec: {http: []}");

        var finding = Assert.Single(Load(".").Findings);

        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains("VirtualService default/model", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("kustomization.yaml", finding.Location.File, StringComparison.Ordinal);
        Assert.Equal(2, finding.Location.Line);
    }

    [Fact]
    public void A_deletion_takes_the_resource_out()
    {
        _policy.Write("kustomization.yaml", """
            resources: [all.yaml]
            patches:
            - patch: |
                $patch: delete
                apiVersion: v1
                kind: Service
                metadata: {name: generated}
            """);
        _policy.Write("all.yaml", Resource.Service("generated") + "\n---\n" + Resource.Service("model"));

        Assert.Equal(["Service default/model"], Ids(Load(".")));
    }

    [Fact]
    public async Task Namespaces_components_and_deletions_give_what_kubectl_gives()
    {
        _policy.Write("base/kustomization.yaml", "resources: [all.yaml]\nnamespace: inner");
        _policy.Write("base/all.yaml", Resource.Service("generated") + "\n---\n" + Resource.Service("model") + "\n---\n" + Resource.VirtualService("model"));
        _policy.Write("extra/kustomization.yaml", """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            resources: [more.yaml]
            patches:
            - target: {kind: Service, name: gen.*}
              patch: "$patch: delete\nkind: Service\nmetadata: {name: any}"
            """);
        _policy.Write("extra/more.yaml", Resource.VirtualService("other") + "\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: elsewhere}");
        _policy.Write("overlay/kustomization.yaml", "namespace: outer\nresources: [../base]\ncomponents: [../extra]");

        var rendered = await Kubectl.Render(Path.Combine(_policy.Folder, "overlay"));
        var seen = Load("overlay");

        Assert.Equal(["Service outer/model", "VirtualService outer/model", "VirtualService outer/other"], Ids(seen));
        Assert.Equal(Kubectl.Print(rendered), Kubectl.Print(seen));
        Assert.Equal(rendered.Namespaces.Select(ns => ns.Name), seen.Namespaces.Select(ns => ns.Name));
    }

    [Theory]
    [InlineData("resources: [missing.yaml]", "missing.yaml does not exist")]
    [InlineData("resources: [../outside.yaml]", "not in or below")]
    [InlineData("resources: [.]", "includes itself")]
    [InlineData("components: [nowhere]", "nowhere does not exist")]
    [InlineData("resources: [empty]", "no kustomization.yaml")]
    [InlineData("resourses: [vs.yaml]", "unknown field \"resourses\"")]
    [InlineData("resources: [vs.yaml, vs.yaml]", "already registered id")]
    [InlineData("resources: [vs.yaml\n", "")]
    [InlineData("- a", "one mapping")]
    [InlineData("resources: vs.yaml", "must be a list of paths")]
    [InlineData("resources: [{a: b}]", "must be a list of paths")]
    [InlineData("resources: [\"a\\0b\"]", "does not exist")]
    [InlineData("resources: ['']", "includes itself")]
    [InlineData("resources: [../component]", "must be named under components")]
    [InlineData("components: [../plain]", "expected kind Component")]
    [InlineData("patches: [{path: nothing.yaml}]", "nothing.yaml")]
    public void A_faulty_kustomization_is_an_error_with_its_place(string content, string message)
    {
        _policy.Write("policy/kustomization.yaml", content);
        _policy.Write("policy/vs.yaml", Resource.VirtualService("a"));
        _policy.Write("outside.yaml", Resource.VirtualService("b"));
        _policy.Write("component/kustomization.yaml", "kind: Component");
        _policy.Write("plain/kustomization.yaml", "resources: []");
        Directory.CreateDirectory(Path.Combine(_policy.Folder, "policy/empty"));

        var finding = Load("policy").Findings.First(f => f.Severity == FindingSeverity.Error);

        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.Remedy);
    }

    [Fact]
    public void What_kustomize_would_change_and_this_loader_does_not_is_reported_as_unsupported()
    {
        _policy.Write("kustomization.yaml", "resources: [vs.yaml]\nnamePrefix: x-\nlabels: [{pairs: {a: b}}]");
        _policy.Write("vs.yaml", Resource.VirtualService("a"));

        var finding = Assert.Single(Load(".").Findings);

        Assert.Equal((FindingSeverity.Unsupported, "namePrefix"), (finding.Severity, finding.Field));
    }

    [Fact]
    public void A_policy_that_does_not_exist_is_an_error()
    {
        var finding = Assert.Single(Load("nothing").Findings);

        Assert.Equal(FindingSeverity.Error, finding.Severity);
    }

    private MeshResources Load(string path) => MeshResources.Create(PolicyFiles.Read(Path.Combine(_policy.Folder, path)).Loads);

    private static IEnumerable<string> Ids(MeshResources resources) =>
        resources.Services.Select(service => service.Id.ToString()).Concat(resources.VirtualServices.Select(service => service.Id.ToString()));
}
