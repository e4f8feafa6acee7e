using System.Diagnostics;
using MlMesh.Cli;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;
using Kubectl = MlMesh.Tests.Mesh.Loading.Kubectl;

namespace MlMesh.Tests.Cli.Render;

/// <summary><c>mlmesh render</c>.</summary>
public sealed class RenderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-render-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("canary", "")]
    [InlineData("stable", "tracing,egress")]
    [InlineData("sticky-canary", "rate-limit-local,jwt,opa")]
    [InlineData("shadow", "ambient")]
    public async Task What_it_writes_is_what_the_local_run_takes(string policy, string components)
    {
        var run = await Render("--policy", policy, "--with", components);

        Assert.True(run.ExitCode == 0, run.Error);
        var local = PolicyFiles.Read(new PolicySource(Overlay(policy)) { Components = [.. components.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Component)] }).ToResources();
        Assert.Equal(Kubectl.Print(local), Kubectl.Print(MeshResources.Create([ResourceReader.Read(run.Output, "rendered.yaml")])));
        Assert.Equal(await Renders.Text(policy, components), run.Output);
    }

    [Fact]
    public async Task It_writes_everything_that_a_cluster_needs_not_only_what_the_mesh_reads()
    {
        var objects = YamlJson.Documents((await Render()).Output).Select(document => new KubeObject(document)).ToList();

        Assert.All(["Namespace", "Deployment", "StatefulSet", "Job", "Service", "NetworkPolicy", "VirtualService"], kind => Assert.Contains(objects, item => item.Kind == kind));
    }

    [Fact]
    public async Task Images_come_from_the_registry_and_with_the_tag_that_are_asked_for()
    {
        var run = await Render("--policy", "canary", "--with", "jwt", "--registry", "ghcr.io/you", "--tag", "2.0.1");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("image: ghcr.io/you/gateway:2.0.1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("image: ghcr.io/you/token-issuer:2.0.1\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("registry.example.com", run.Output, StringComparison.Ordinal);
        Assert.Contains("image: docker.io/library/redis:8.6\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_gets_what_standard_output_would_get()
    {
        var file = Path.Combine(_folder.FullName, "canary.yaml");

        var run = await Render("--policy", "canary", "--output", file);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Output);
        Assert.Equal((await Render("--policy", "canary", "--output", "-")).Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_policy_of_ones_own_is_named_by_its_path()
    {
        var file = Path.Combine(_folder.FullName, "mine.yaml");
        await File.WriteAllTextAsync(file, "apiVersion: v1\nkind: Service\nmetadata: {name: mine}\nspec: {ports: [{port: 80}]}\n", TestContext.Current.CancellationToken);

        var run = await Render("--policy", file);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("name: mine", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no policy 'canry'. Give --policy one of ab, blue-green, canary,", "--policy", "canry")]
    [InlineData("There is no component 'opaque'. Give --with any of ambient, egress,", "--with", "tracing,opaque")]
    [InlineData("--with names the component 'opa' twice", "--with", "opa,opa")]
    [InlineData("The components 'ambient' and 'rate-limit-local' do not go together", "--with", "rate-limit-local,ambient")]
    [InlineData("The policy 'progressive' and the component 'ambient' do not go together", "--policy", "progressive", "--with", "ambient")]
    [InlineData("There is no folder nowhere. Give --overlays", "--overlays", "nowhere")]
    [InlineData("--output no-such-folder/all.yaml", "--output", "no-such-folder/all.yaml")]
    public async Task What_cannot_be_rendered_is_said_with_the_remedy_and_nothing_is_written(string message, params string[] arguments)
    {
        var run = await Render(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_fault_that_kubectl_finds_is_told_in_its_words()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "kustomization.yaml"), "resources: [missing.yaml]\n", TestContext.Current.CancellationToken);

        var run = await Render("--policy", _folder.FullName);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("missing.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_kubectl_it_says_where_to_get_it()
    {
        var (exitCode, output, error) = await RunAlone("PATH", _folder.FullName);

        Assert.Equal(2, exitCode);
        Assert.Equal("kubectl is not on PATH, and it is what renders. Install kubectl 1.27 or newer: https://kubernetes.io/docs/tasks/tools/", error.Trim());
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_folder_for_temporary_files_that_is_a_link_is_as_good_and_nothing_stays_there()
    {
        Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        var temporary = _folder.CreateSubdirectory("a").CreateSubdirectory("b");
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, temporary.FullName);

        var (exitCode, output, error) = await RunAlone("TMPDIR", link);

        Assert.True(exitCode == 0, error);
        Assert.Equal((await Render()).Output, output);
        Assert.Empty(temporary.EnumerateDirectories(".render-*"));
    }

    [Fact]
    public async Task The_help_has_a_command_line_to_copy()
    {
        var run = await Render("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mlmesh render --policy canary --with tracing,egress | kubectl apply -f -", run.Output, StringComparison.Ordinal);
    }

    private static string Overlay(string name) => Repository.PathOf("istio-overlays", "overlays", name);

    private static string Component(string name) => Repository.PathOf("istio-overlays", "components", name);

    /// <summary>Runs <c>mlmesh render</c> as a process of its own, with one variable changed.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> RunAlone(string variable, string value)
    {
        var start = new ProcessStartInfo(Requires.Program("dotnet", "Install the .NET SDK."), [typeof(CommandLine).Assembly.Location, "render"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }

    private static Task<Mlmesh> Render(params string[] arguments)
    {
        Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        return Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["render", .. arguments]);
    }
}
