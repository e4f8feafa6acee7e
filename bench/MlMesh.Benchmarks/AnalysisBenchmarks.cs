using System.Globalization;
using System.Text;
using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;

namespace MlMesh.Benchmarks;

/// <summary>What analyzing a policy costs, reading it included, and that it grows linearly.</summary>
internal static class AnalysisBenchmarks
{
    public static IEnumerable<Benchmark> All()
    {
        yield return Analysis(1_000, TimeSpan.FromSeconds(3));
        yield return Analysis(10_000, TimeSpan.FromSeconds(30));
    }

    private static Benchmark Analysis(int count, TimeSpan goal)
    {
        var policy = Policy(count);
        if (PolicyAnalysis.Analyze([ResourceReader.Read(policy, "policy.yaml")]).Findings.Count(finding => finding.Code == "IST0101") != count / 10)
            throw new InvalidOperationException("One route in ten must lead to nowhere.");
        return new Benchmark(
            string.Create(CultureInfo.InvariantCulture, $"analyze: {count:N0} VirtualServices and DestinationRules"),
            () => PolicyAnalysis.Analyze([ResourceReader.Read(policy, "policy.yaml")]),
            goal,
            null);
    }

    // A Service of ten namespaces' with its workload, its split, the rule for its subsets and a policy for its callers.
    private const string Template = """
        apiVersion: v1
        kind: Service
        metadata: {name: NAME, namespace: SPACE}
        spec: {selector: {app: NAME}, ports: [{name: http, port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: SPACE}
        spec: {template: {metadata: {labels: {app: NAME, version: v1}}, spec: {containers: [{name: app, image: app, ports: [{containerPort: 80}]}]}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: NAME, namespace: SPACE}
        spec:
          hosts: [NAME]
          http:
          - match: [{uri: {prefix: /predict}, headers: {x-user-group: {exact: beta}}}]
            route: [{destination: {host: TARGET}}]
          - route:
            - destination: {host: NAME, subset: v1}
              weight: 90
            - destination: {host: NAME, subset: v2}
              weight: 10
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: NAME, namespace: SPACE}
        spec: {host: NAME, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: NAME, namespace: SPACE}
        spec: {selector: {matchLabels: {app: NAME}}, rules: [{from: [{source: {namespaces: [ns0]}}], to: [{operation: {hosts: [NAME.SPACE.svc.cluster.local]}}]}]}
        ---

        """;

    private static string Policy(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10; i++)
            text.Append(CultureInfo.InvariantCulture, $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: ns{i}, labels: {{istio-injection: enabled}}}}\n---\n");
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"s{i}");
            text.Append(Template.Replace("TARGET", i % 10 == 0 ? "nowhere" : name, StringComparison.Ordinal)
                .Replace("NAME", name, StringComparison.Ordinal)
                .Replace("SPACE", string.Create(CultureInfo.InvariantCulture, $"ns{i % 10}"), StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
