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

    // Services of ten namespaces, each with a split, a rule for it and a policy for its callers.
    private static string Policy(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10; i++)
            text.Append(CultureInfo.InvariantCulture, $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: ns{i}, labels: {{istio-injection: enabled}}}}\n---\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                apiVersion: v1
                kind: Service
                metadata: {name: s{{i}}, namespace: ns{{i % 10}}}
                spec: {selector: {app: s{{i}}}, ports: [{name: http, port: 80}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: s{{i}}, namespace: ns{{i % 10}}}
                spec: {template: {metadata: {labels: {app: s{{i}}, version: v1}}, spec: {containers: [{name: app, image: app, ports: [{containerPort: 80}]}]}}}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: s{{i}}, namespace: ns{{i % 10}}}
                spec:
                  hosts: [s{{i}}]
                  http:
                  - match: [{uri: {prefix: /predict}, headers: {x-user-group: {exact: beta}}}]
                    route: [{destination: {host: {{(i % 10 == 0 ? "nowhere" : $"s{i}")}}}}]
                  - route:
                    - destination: {host: s{{i}}, subset: v1}
                      weight: 90
                    - destination: {host: s{{i}}, subset: v2}
                      weight: 10
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: s{{i}}, namespace: ns{{i % 10}}}
                spec: {host: s{{i}}, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
                ---
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: s{{i}}, namespace: ns{{i % 10}}}
                spec: {selector: {matchLabels: {app: s{{i}}}}, rules: [{from: [{source: {namespaces: [ns0]}}], to: [{operation: {hosts: [s{{i}}.ns{{i % 10}}.svc.cluster.local]}}]}]}
                ---

                """);
        }

        return text.ToString();
    }
}
