using MlMesh.Cli;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>What keeps a policy command from running is a message and exit code 2.</summary>
public sealed class CouldNotRunTests
{
    public static TheoryData<Exception> Failures => [new IOException("No space left on device"), new UnauthorizedAccessException("No space left on device")];

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Output_that_cannot_be_written_is_said_in_one_line(Exception failure)
    {
        using var error = new StringWriter();
        using var output = new FailingWriter(failure);
        var exitCode = await CommandLine.RunAsync(["policy", "analyze", "--list"], TextReader.Null, output, error, TestContext.Current.CancellationToken);

        Assert.Equal((2, "No space left on device"), (exitCode, error.ToString().TrimEnd()));
    }

    [Fact]
    public async Task A_file_that_may_hold_tests_and_cannot_be_read_is_named()
    {
        using var folder = new TemporaryPolicy();
        var policy = folder.Write("policy.yaml", "");
        var broken = Path.Combine(folder.Folder, "broken.yaml");
        File.CreateSymbolicLink(broken, Path.Combine(folder.Folder, "gone"));
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", folder.Folder, "--policy", policy);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{broken}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_do_not_come_from_standard_input()
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Tests are not read from standard input", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_the_group_has_examples()
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "--help");

        Assert.Contains("mlmesh policy test istio-overlays", run.Output, StringComparison.Ordinal);
    }
}
