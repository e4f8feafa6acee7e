using System.Globalization;
using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Benchmarks;

/// <summary>What routing costs: a decision on policies of several sizes, and making a policy.</summary>
internal static class RoutingBenchmarks
{
    private const string World = """
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: ml}
        spec: {clusterIP: 10.0.0.1, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: ml, labels: {app: caller, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.1.0.1}
        """;

    public static IEnumerable<Benchmark> All()
    {
        yield return Decision("decide: 50 rules, mixed, last one matches", Mixed(50), "/predict", TimeSpan.FromMicroseconds(1));
        yield return Decision("decide: 50 rules, the tenth matches, 90/10 split", Mixed(50), "/v1/models/9/predict", TimeSpan.FromMicroseconds(1));
        yield return Decision("decide: 1,000 exact and prefix rules, worst case", Paths(1000), "/predict", TimeSpan.FromMicroseconds(20));
        yield return Decision("decide: regex rule", Regexes(100), "/v1/models/fraud/versions/3/predict", TimeSpan.FromMicroseconds(0.3), 100);
        yield return new Benchmark("compile: 1,000 VirtualServices", CompileThousand(), TimeSpan.FromSeconds(1), null);
    }

    private static Benchmark Decision(string name, string rules, string path, TimeSpan goal, int parts = 1)
    {
        var table = Compile(rules).For(Caller).Outbound(80)!;
        var random = SharedRandom.Instance;
        return new Benchmark(name, () => table.Route(new RequestHead("POST", path, "model:80", "http", FewHeaders.Instance), random), goal, 0, parts);
    }

    private static Workload Caller => MeshPolicy.Compile(Read("")).Workload("ml", "caller")!;

    private static MeshPolicy Compile(string rules) => MeshPolicy.Compile(Read(Service("model", "model", rules)));

    private static MeshResources Read(string policy) => MeshResources.Create([ResourceReader.Read(World, "world.yaml"), ResourceReader.Read(policy, "policy.yaml")]);

    private static Action CompileThousand()
    {
        var yaml = new StringBuilder(World);
        for (var i = 0; i < 1000; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"\n---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{i}, namespace: ml}}\nspec: {{selector: {{app: s{i}}}, ports: [{{name: http, port: 80}}]}}\n---\n");
            yaml.Append(Service($"s{i}", $"s{i}", Mixed(3)));
        }
        var text = yaml.ToString();
        var caller = Caller;
        return () => MeshPolicy.Compile(MeshResources.Create([ResourceReader.Read(text, "policy.yaml")])).For(caller);
    }

    private static string Service(string name, string host, string rules) =>
        $"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{name: {name}, namespace: ml}}\nspec:\n  hosts: [{host}]\n  http:\n{rules}";

    private static string Mixed(int count)
    {
        var rules = new StringBuilder();
        for (var i = 0; i < count - 1; i++)
        {
            var match = (i % 5) switch
            {
                0 => $"uri: {{prefix: /v1/models/{i}/}}, method: {{exact: POST}}",
                1 => $"uri: {{exact: /v1/models/{i}}}",
                2 => $"uri: {{prefix: /p}}, headers: {{x-user-group: {{exact: beta{i}}}}}",
                3 => $"headers: {{cookie: {{prefix: 'variant={i}'}}}}",
                _ => $"uri: {{prefix: /v1/models/{i}}}",
            };
            rules.Append(CultureInfo.InvariantCulture, $"  - {{match: [{{{match}}}], route: [{{destination: {{host: model}}, weight: 90}}, {{destination: {{host: model, subset: v2}}, weight: 10}}]}}\n");
        }
        return rules.Append("  - {route: [{destination: {host: model}}]}\n").ToString();
    }

    private static string Paths(int count)
    {
        var rules = new StringBuilder();
        for (var i = 0; i < count - 1; i++)
            rules.Append(CultureInfo.InvariantCulture, $"  - {{match: [{{uri: {{{(i % 2 == 0 ? "exact" : "prefix")}: /predict/{i}}}}}], route: [{{destination: {{host: model}}}}]}}\n");
        return rules.Append("  - {route: [{destination: {host: model}}]}\n").ToString();
    }

    private static string Regexes(int count)
    {
        var rules = new StringBuilder();
        for (var i = 0; i < count - 1; i++)
            rules.Append(CultureInfo.InvariantCulture, $"  - {{match: [{{uri: {{regex: '/v1/models/[a-z]+/versions/[0-9]+/infer{i}'}}}}], route: [{{destination: {{host: model}}}}]}}\n");
        return rules.Append("  - {route: [{destination: {host: model}}]}\n").ToString();
    }
}
