using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>An input of which something, or everything, was not read does not pass for one that is fine.</summary>
public sealed class IncompleteInputTests : IDisposable
{
    private const string Tests = "policy: .\ntests:\n- name: any\n  request: http://a/\n  expect: {outcome: forwarded}\n";

    private readonly TemporaryPolicy _folder = new();

    [Theory]
    [InlineData("analyze")]
    [InlineData("route")]
    [InlineData("simulate")]
    public async Task Nothing_to_read_is_a_mistake(string command)
    {
        _folder.Write("empty/readme.txt", "nothing");
        _folder.Write("deep/below/vs.yaml", Resource.VirtualService("a"));
        _folder.Write("none/kustomization.yaml", "resources: []\n");

        foreach (var path in new[] { "empty", "deep", "none" })
        {
            var run = await AskAsync(command, Path.Combine(_folder.Folder, path));
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("holds no Kubernetes resource", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await AskAsync(command, "-")).ExitCode);
    }

    [Theory]
    [InlineData("analyze", 1)]
    [InlineData("route", 2)]
    [InlineData("simulate", 2)]
    public async Task A_file_of_which_nothing_can_be_read_is_a_finding_and_gives_no_answer(string command, int exitCode)
    {
        var file = _folder.Write("bad.yaml", "a: [b\n");

        var run = await AskAsync(command, file);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("bad.yaml", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/x/y")]
    [InlineData("github.com/x/y?ref=v1")]
    [InlineData("git@github.com:x/y.git")]
    public async Task A_remote_resource_is_an_error_for_every_command(string remote)
    {
        WritePolicy($"resources: [vs.yaml, \"{remote}\"]\n");

        foreach (var command in new[] { "analyze", "route", "simulate", "test" })
        {
            var run = await AskAsync(command, _folder.Folder);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"{remote} is not in a folder here and is not fetched", run.Output + run.Error, StringComparison.Ordinal);
            Assert.Contains("kubectl kustomize", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("namePrefix: x-")]
    [InlineData("helmCharts: [{name: shop}]")]
    public async Task What_kustomize_would_do_and_is_not_carried_out_is_a_warning_and_a_note_of_the_tests(string field)
    {
        WritePolicy($"resources: [vs.yaml]\n{field}\n");

        var analysis = await AskAsync("analyze", _folder.Folder);
        var tests = await AskAsync("test", _folder.Folder);

        Assert.Equal(1, analysis.ExitCode);
        Assert.Contains("warning [MLM0003]", analysis.Output, StringComparison.Ordinal);
        Assert.Contains("kubectl kustomize", analysis.Output, StringComparison.Ordinal);
        Assert.Matches("note: .*kustomization.yaml:2: .*the local loader does not change resources", tests.Output);
    }

    public void Dispose() => _folder.Dispose();

    private void WritePolicy(string kustomization)
    {
        _folder.Write("kustomization.yaml", kustomization);
        _folder.Write("vs.yaml", Resource.VirtualService("a"));
        _folder.Write("policy-tests.yaml", Tests);
    }

    private static Task<Mlmesh> AskAsync(string command, string path) => Mlmesh.RunAsync("", TestContext.Current.CancellationToken, command switch
    {
        "route" => ["policy", "route", "-p", path, "-r", "http://a/"],
        "simulate" => ["policy", "simulate", path, "-r", "http://a/"],
        _ => ["policy", command, path],
    });
}
