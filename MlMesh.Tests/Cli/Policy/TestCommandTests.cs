using System.Xml.Linq;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class TestCommandTests : IDisposable
{
    private const string Shop = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec:
          hosts: [shop]
          http:
          - name: beta
            match:
            - headers: {x-group: {exact: beta}}
            route: [{destination: {host: shop, subset: v2}, headers: {response: {remove: [x-secret], set: {x-v: "2"}}}}]
            timeout: 2s
          - name: split
            route:
            - {destination: {host: shop, subset: v1}, weight: 2}
            - {destination: {host: shop, subset: v2}, weight: 1}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop, namespace: shop}
        spec:
          host: shop
          subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
        """;

    private readonly TemporaryPolicy _folder = new();

    [Fact]
    public async Task Expectations_that_hold_pass_and_every_route_is_covered()
    {
        var run = await RunAsync("""
            tests:
            - request: http://shop/
              headers: {x-group: beta}
              expect: {route: beta, destination: shop/v2, timeout: 2s, responseHeaders: {x-v: "2", x-secret: null}}
            - request: http://shop/
              expect: {route: split, destinations: {v1: 66.66666666666667, v2: 33.33333333333333}}
            """, "--fail-under", "100");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("2 tests, all passed", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 2 routes covered (100 %)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("route: split", "expected route 'split', got 'beta'")]
    [InlineData("destination: v1", "expected 100 % to go to v1, but nothing does; 100 % go to outbound|80|v2|shop.shop.svc.cluster.local")]
    [InlineData("destinations: {v2: 50}", "expected % to v2 50, got 100")]
    [InlineData("timeout: 3s", "expected timeout 3s, got 2s")]
    [InlineData("timeout: none", "expected timeout none, got 2s")]
    [InlineData("retries: none", "expected no retries, got 2 on connect-failure,refused-stream,cancelled,unavailable")]
    [InlineData("retries: {attempts: 3}", "expected retries '3', got '2'")]
    [InlineData("fault: {abort: 503}", "expected injected status '503', got none")]
    [InlineData("mirrors: {v1: 10}", "expected 10 % to be mirrored to v1, but nothing is")]
    [InlineData("requestHeaders: {x-v: a}", "expected request header x-v 'a', got none")]
    [InlineData("responseHeaders: {x-v: null}", "expected no response header x-v, got '2'")]
    [InlineData("responseHeaders: {x-other: null}", "expected no response header x-other, got 'from the application'")]
    [InlineData("status: 404", "expected the mesh to answer 404, but the request is forwarded")]
    [InlineData("redirect: /elsewhere", "expected Location '/elsewhere', got none")]
    [InlineData("authorization: deny", "expected the request to be denied, but no AuthorizationPolicy governs the workload")]
    [InlineData("labels: {version: v1}", "expected label version of shop-v2 'v1', got 'v2'")]
    [InlineData("traffic: {loadBalancer: RANDOM}", "expected loadBalancer 'RANDOM', got 'LEAST_REQUEST'")]
    [InlineData("mtls: STRICT", "expected mTLS mode of shop-v2 'STRICT', got 'PERMISSIVE'")]
    [InlineData("outcome: answered", "expected outcome 'answered', got 'forwarded'")]
    public async Task Each_expectation_says_what_came_instead(string expectation, string message)
    {
        var run = await RunAsync($"tests: [{{request: 'http://shop/', headers: {{x-group: beta}}, expect: {{{expectation}}}}}]");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.Contains("policy-tests.yaml:1:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_failure_is_reported_not_only_the_first()
    {
        var run = await RunAsync("""
            tests:
            - name: one
              requests: ['http://shop/', 'http://shop/b']
              expect: {route: x, timeout: 1s}
            - {name: two, request: 'http://shop/', expect: {status: 404}}
            """);

        Assert.Equal(5, run.Output.Split('\n').Count(line => line.Contains(": expected", StringComparison.Ordinal) || line.Contains("/: expected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_route_that_no_test_meets_is_named()
    {
        var run = await RunAsync("tests: [{request: 'http://shop/', expect: {route: split}}]", "--fail-under", "90");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"not covered .*policy.yaml:9: rule 'beta'", run.Output);
        Assert.Contains("1 of 2 routes covered (50 %)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tests: [{request: 'http://shop/', expect: {rout: x}}]", "expect has no field 'rout'")]
    [InlineData("tests: [{request: 'http://shop/'}]", "the test expects nothing")]
    [InlineData("tests: [{expect: {route: x}}]", "the test has no request")]
    [InlineData("tests: [{request: 'http://shop/', expect: {timeout: soon}}]", "timeout must be a duration")]
    [InlineData("tests: [{request: 'http://shop/', expect: {}}]", "the test expects nothing")]
    [InlineData("tests: [{request: 'http://shop/', expect: {authorization: {}}}]", "authorization is empty, so that it expects nothing")]
    [InlineData("tests: [{requests: [], expect: {route: x}}]", "requests is empty")]
    [InlineData("tests: [{name: none, requests: [], expect: {route: x}}]", "requests is empty")]
    [InlineData("tests: []", "the file holds no test")]
    [InlineData("defaults: {source: shop}", "the file holds no test")]
    [InlineData("", "the file holds no test")]
    [InlineData("tests: {a: b}", "tests must be a list")]
    [InlineData("tests: [", "error")]
    public async Task A_faulty_file_is_an_error_with_its_line(string text, string message)
    {
        var run = await RunAsync(text);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Junit_has_each_test_and_each_failure()
    {
        var file = Path.Combine(_folder.Folder, "junit.xml");
        await RunAsync("tests: [{name: bad, request: 'http://shop/', expect: {route: x}}, {name: good, request: 'http://shop/', expect: {route: split}}]", "--junit", file);

        var suite = XDocument.Load(file).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Contains("expected route 'x', got 'split'", Assert.Single(suite.Elements("testcase"), test => test.Attribute("name")!.Value == "bad").Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_mark_the_route_that_did_otherwise()
    {
        var run = await RunAsync("tests: [{name: bad, request: 'http://shop/', expect: {timeout: 1s}}]", "--github");

        Assert.Matches(@"::error file=.*policy.yaml,line=12,title=bad::expected timeout 1s, got none", run.Output);
    }

    [Fact]
    public async Task Json_counts_and_names()
    {
        var run = await RunAsync("tests: [{name: bad, request: 'http://shop/', expect: {route: x}}]", "--json");

        Assert.Equal("mlmesh.policy.test/1", run.Json["schema"]!.GetValue<string>());
        Assert.Equal(50, run.Json["coverage"]!["percent"]!.GetValue<double>());
        Assert.Equal("bad", run.Json["files"]![0]!["tests"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refused_resource_fails_the_run()
    {
        _folder.Write("policy.yaml", Shop.Replace("weight: 2", "weight: -2", StringComparison.Ordinal));
        _folder.Write("policy-tests.yaml", "tests: [{request: 'http://shop/', expect: {outcome: forwarded}}]");
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", _folder.Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("weight", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_tests_cannot_run()
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", _folder.Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("policy-tests.yaml", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Mlmesh> RunAsync(string tests, params string[] options)
    {
        _folder.Write("policy.yaml", Shop);
        _folder.Write("policy-tests.yaml", tests);
        return Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "test", _folder.Folder, .. options]);
    }
}
