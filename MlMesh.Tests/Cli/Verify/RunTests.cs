using System.Diagnostics;
using System.Xml.Linq;
using Xunit;

namespace MlMesh.Tests.Cli.Verify;

/// <summary>How a run begins and ends, with a fake kubectl and istioctl that replay committed outputs.</summary>
public sealed class RunTests : IDisposable
{
    private readonly FakeTools _tools = new();

    [Fact]
    public async Task What_is_not_part_of_the_policy_is_not_applied_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync(Everything, "--requests", "100", "--wait", "0s");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("18 checks: 12 passed, 0 failed, 6 not applied", run.Output, StringComparison.Ordinal);
        Assert.Contains("- shadow           the rule for predictions of VirtualService model-inference mirrors nothing", run.Output, StringComparison.Ordinal);
        Cleanup.AssertComplete(_tools);
    }

    [Fact]
    public async Task Who_asks_for_a_check_that_does_not_apply_is_told_so_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("", "--checks", "shadow");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("seen      the rule for predictions of VirtualService model-inference mirrors nothing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_reads_as_what_was_run_expected_and_seen_and_what_to_try_next_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("mtls.fails", "--checks", "mtls");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("✗ mtls", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"    ran       kubectl exec -i -n mlmesh-verify-\w+ outside -c probe -- curl .*--user-agent mlmesh-verify/mtls", run.Output);
        Assert.Contains("    expected  the connection is reset", run.Output, StringComparison.Ordinal);
        Assert.Contains("    seen      plaintext to model-inference: 200", run.Output, StringComparison.Ordinal);
        Assert.Contains("    next      istioctl x describe service model-inference -n ml-services", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_does_not_start_is_deleted_all_the_same_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("refused-pod", "--checks", "mtls");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("kubectl wait --for=condition=Ready pod/outside", run.Output, StringComparison.Ordinal);
        Cleanup.AssertComplete(_tools);
    }

    [Fact]
    public async Task A_command_that_hangs_fails_its_check_in_time_and_the_probes_are_deleted_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("hanging", "--checks", "mtls", "--timeout", "15s");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("expected  a result within 15 s", run.Output, StringComparison.Ordinal);
        Cleanup.AssertComplete(_tools);
    }

    [Fact]
    public async Task Ctrl_C_deletes_the_probes_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends SIGINT.");
        using var process = _tools.Start("hanging", "--checks", "mtls");
        while (!_tools.Asked.Any(command => command.Contains("exec -i", StringComparison.Ordinal)) && !process.HasExited)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        var run = await Mlmesh.EndAsync(process);

        Assert.True(run.ExitCode == 130, run.Output + run.Error);
        Cleanup.AssertComplete(_tools);
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_said_with_the_command_that_would_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("undeletable:mtls.passes", "--checks", "mtls");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("Something may be left in the cluster; run: kubectl delete namespace mlmesh-verify-", run.Error);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_no_finding_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("unreachable");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--context", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_goes_to_the_context_that_is_named_and_an_unknown_one_names_itself_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var run = await _tools.VerifyAsync("", "--context", "kind-elsewhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no recording of: kubectl --context kind-elsewhere get namespace ml-services -o name", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_goes_to_the_ingress_and_into_no_argument_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        await _tools.VerifyAsync("routing.passes", "--checks", "routing", "--token", "abc.def.ghi");

        Assert.Contains("header = \"Authorization: Bearer abc.def.ghi\"", _tools.Input, StringComparison.Ordinal);
        Assert.DoesNotContain(_tools.Asked, command => command.Contains("abc.def.ghi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Junit_has_a_case_per_check_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var file = _tools.PathOf("junit.xml");
        await _tools.VerifyAsync("mtls.fails:authorization.passes", "--checks", "mtls,authorization", "--junit", file);

        var suite = XDocument.Load(file).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Contains("the connection is reset", Assert.Single(suite.Elements("testcase"), test => test.Attribute("name")!.Value == "mtls").Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no check 'nothing'; there are: control-plane, sidecars,", "--checks", "mtls,nothing")]
    [InlineData("--timeout 'soon' is not a duration", "--timeout", "soon")]
    [InlineData("--requests '3' is not a whole number from 50 to 5000", "--requests", "3")]
    [InlineData("--namespace is not the name of a namespace", "--namespace", "a b")]
    public async Task A_mistake_in_the_line_is_named(string message, params string[] arguments)
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["verify", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_checks_and_has_an_example()
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "verify", "--help");

        Assert.Contains("circuit-breaker", run.Output, StringComparison.Ordinal);
        Assert.Contains("mlmesh verify --context kind-mlmesh", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _tools.Dispose();

    private static string Everything => string.Join(':', "control-plane.passes", "routing.passes", "canary-share.passes", "traces.passes", "mtls.passes", "authorization.passes",
        "retries.passes", "circuit-breaker.passes", "kiali.passes", "grafana.passes", "prometheus.passes");
}
