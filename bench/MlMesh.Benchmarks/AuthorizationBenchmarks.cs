using System.Net;
using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;

namespace MlMesh.Benchmarks;

/// <summary>What a decision of AuthorizationPolicies costs.</summary>
internal static class AuthorizationBenchmarks
{
    private const string World = """
        apiVersion: v1
        kind: Pod
        metadata: {name: model, namespace: ml, labels: {app: model}}
        status: {podIP: 10.1.0.1}
        """;

    // Rules are tried in the order of their names: rule[9] comes after rule[49].
    private const int Last = 9;

    public static IEnumerable<Benchmark> All()
    {
        yield return Decision("authorize: 50 ALLOW rules, the last one matches", "ALLOW");
        yield return Decision("authorize: 50 DENY rules, none matches", "DENY");
    }

    private static Benchmark Decision(string name, string action)
    {
        var resources = MeshResources.Create([ResourceReader.Read(World, "world.yaml"), ResourceReader.Read(Policy(action), "policy.yaml")]);
        var authorization = WorkloadAuthorization.For(resources, MeshPolicy.Compile(resources).Workload("ml", "model")!);
        var request = new AuthorizationRequest
        {
            Head = new RequestHead("POST", "/predict", "model:8080", "http", FewHeaders.Instance),
            SourceIp = IPAddress.Parse("10.1.0.2"),
            RemoteIp = IPAddress.Parse("10.1.0.2"),
            DestinationIp = IPAddress.Parse("10.1.0.1"),
            DestinationPort = 8080,
            PeerIdentity = "spiffe://cluster.local/ns/ml/sa/gateway",
        };
        if (!authorization.Authorize(request).Allowed)
            throw new InvalidOperationException($"'{name}' must let its request pass.");
        return new Benchmark(name, () => authorization.Authorize(request), TimeSpan.FromMicroseconds(1), 0);
    }

    // Rules as policies have them: callers by identity, namespace or address, on paths, methods, hosts, ports and headers.
    private static string Policy(string action)
    {
        var rules = new StringBuilder($"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{name: policy, namespace: ml}}\nspec:\n  action: {action}\n  rules:\n");
        for (var i = 0; i < 50; i++)
        {
            rules.AppendLine((i % 5) switch
            {
                0 => $"  - {{from: [{{source: {{principals: [cluster.local/ns/ml/sa/caller{i}]}}}}], to: [{{operation: {{paths: [/predict]}}}}]}}",
                1 => $"  - {{to: [{{operation: {{methods: [GET, POST], paths: ['/v2/models/{i}/*', /v1/{i}]}}}}]}}",
                2 => $"  - {{from: [{{source: {{namespaces: [team{i}]}}}}], when: [{{key: 'request.headers[x-user-group]', values: [beta{i}]}}]}}",
                3 => $"  - {{from: [{{source: {{ipBlocks: [10.{i}.0.0/16]}}}}], to: [{{operation: {{ports: ['8080']}}}}]}}",
                _ when i == Last && action == "ALLOW" => "  - {from: [{source: {principals: [cluster.local/ns/ml/sa/gateway]}}], to: [{operation: {methods: [POST], paths: [/predict]}}]}",
                _ => $"  - {{to: [{{operation: {{hosts: [model{i}.example], methods: [POST]}}}}], when: [{{key: 'request.headers[cookie]', values: ['*r{i}']}}]}}",
            });
        }

        return rules.ToString();
    }
}
