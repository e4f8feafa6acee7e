using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>The testCases format of istio-config-validator.</summary>
public sealed class ValidatorFormatTests : IDisposable
{
    private const string Policy = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: site, namespace: web}
        spec:
          hosts: [www.example.com, example.com]
          gateways: [edge/public]
          http:
          - match:
            - uri: {regex: /users(/.*)?}
              headers: {x-user-type: {exact: qa}}
            route: [{destination: {host: users.users.svc.cluster.local, port: {number: 80}}}]
          - match:
            - uri: {prefix: /partners}
              method: {regex: GET|OPTIONS}
            route: [{destination: {host: partner.partner.svc.cluster.local}}]
            rewrite: {uri: /partner}
          - route: [{destination: {host: monolith.monolith.svc.cluster.local}}]
        """;

    private readonly TemporaryPolicy _folder = new();

    [Fact]
    public async Task Every_combination_of_authority_method_and_uri_is_asked()
    {
        var run = await RunAsync("""
            testCases:
            - description: Only QA users go to the new service.
              wantMatch: true
              request: {authority: [www.example.com, example.com], method: [GET, POST], uri: [/users, /users/1], headers: {x-user-type: qa}}
              route: [{destination: {host: users.users.svc.cluster.local, port: {number: 80}}}]
            - description: Everyone else goes to the monolith.
              wantMatch: true
              request: {authority: [example.com], method: [GET], uri: [/users]}
              route: [{destination: {host: monolith.monolith.svc.cluster.local}}]
            - description: Partners may only be read.
              wantMatch: false
              request: {authority: [example.com], method: [PUT, POST], uri: [/partners, /partners/1]}
              route: [{destination: {host: partner.partner.svc.cluster.local}}]
            - description: Partners are rewritten.
              wantMatch: true
              request: {authority: [example.com], method: [GET], uri: [/partners]}
              route: [{destination: {host: partner.partner.svc.cluster.local}}]
              rewrite: {uri: /partner}
            """);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("4 tests, all passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_does_not_hold_names_the_combination()
    {
        var run = await RunAsync("""
            testCases:
            - description: wrong
              wantMatch: true
              request: {authority: [example.com], method: [GET, PUT], uri: [/partners]}
              route: [{destination: {host: partner.partner.svc.cluster.local}}]
            """);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PUT example.com/partners: expected route", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("GET example.com/partners: expected", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_not_match_must_differ_in_every_part_that_is_stated()
    {
        var run = await RunAsync("""
            testCases:
            - description: goes where it must not, though rewritten otherwise
              wantMatch: false
              request: {authority: [example.com], method: [GET], uri: [/partners]}
              route: [{destination: {host: partner.partner.svc.cluster.local}}]
              rewrite: {uri: /other}
            """);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("expected another route, but it is as stated", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(", namespace: shop", 0)]
    [InlineData(", namespace: elsewhere", 1)]
    public async Task A_delegate_is_compared_with_its_namespace_where_that_is_stated(string stated, int exitCode)
    {
        _folder.Write("manifests/delegation.yaml", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop-site, namespace: web}
            spec:
              hosts: [shop.example.com]
              gateways: [edge/public]
              http:
              - match: [{uri: {prefix: /}}]
                delegate: {name: shop, namespace: shop}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop, namespace: shop}
            spec:
              http:
              - route: [{destination: {host: shop.shop.svc.cluster.local}}]
            """);

        var run = await RunAsync($$"""
            testCases:
            - description: the shop has rules of its own
              wantMatch: true
              request: {authority: [shop.example.com], method: [GET], uri: [/]}
              delegate: {name: shop{{stated}}}
            """);

        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
    }

    [Fact]
    public async Task Where_the_tool_differs_from_Istio_its_answer_needs_compat()
    {
        const string Case = """
            testCases:
            - description: the tool searches for patterns anywhere, Istio compares the whole path
              wantMatch: true
              request: {authority: [example.com], method: [GET], uri: [/old/users/1], headers: {x-user-type: qa}}
              route: [{destination: {host: users.users.svc.cluster.local, port: {number: 80}}}]
            """;

        Assert.Equal(1, (await RunAsync(Case)).ExitCode);
        Assert.Equal(0, (await RunAsync(Case, "--compat")).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Mlmesh> RunAsync(string cases, params string[] options)
    {
        _folder.Write("manifests/site.yaml", Policy);
        _folder.Write("tests/site_test.yml", cases);
        return Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "test", "--policy", Path.Combine(_folder.Folder, "manifests"), Path.Combine(_folder.Folder, "tests"), .. options]);
    }
}
