using System.Xml.Linq;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class JUnitTests : IDisposable
{
    private readonly TemporaryPolicy _folder = new();

    private string Report => Path.Combine(_folder.Folder, "junit.xml");

    [Theory]
    [InlineData("90", "1")]
    [InlineData("50", "0")]
    public async Task Coverage_that_is_asked_for_is_a_test_of_its_own(string least, string failures)
    {
        var run = await RunAsync("--junit", Report, "--fail-under", least);

        var suite = XDocument.Load(Report).Root!.Elements("testsuite").Last();
        var test = Assert.Single(suite.Elements("testcase"));
        Assert.Equal(("coverage", failures), (test.Attribute("name")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal(failures, run.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(failures == "1" ? $"50 % of the routes are covered, fewer than the {least} % that --fail-under asks for" : null, test.Element("failure")?.Attribute("message")?.Value);
    }

    [Fact]
    public async Task The_report_begins_with_the_xml_itself()
    {
        await RunAsync("--junit", Report);

        Assert.Equal((byte)'<', (await File.ReadAllBytesAsync(Report, TestContext.Current.CancellationToken))[0]);
    }

    [Fact]
    public async Task A_report_without_a_name_is_a_mistake()
    {
        var run = await RunAsync("--junit", "");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--junit names no file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_named()
    {
        var run = await RunAsync("--junit", _folder.Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"--junit {_folder.Folder}: ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Mlmesh> RunAsync(params string[] options)
    {
        _folder.Write("policy.yaml", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop, namespace: shop}
            spec:
              hosts: [shop]
              http:
              - {name: beta, match: [{uri: {prefix: /beta}}], route: [{destination: {host: shop}}]}
              - {name: rest, route: [{destination: {host: shop}}]}
            """);
        _folder.Write("policy-tests.yaml", "tests: [{request: 'http://shop/', expect: {route: rest}}]");
        return Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "test", _folder.Folder, .. options]);
    }
}
