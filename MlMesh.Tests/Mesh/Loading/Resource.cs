namespace MlMesh.Tests.Mesh.Loading;

/// <summary>Small resources for tests of loading.</summary>
internal static class Resource
{
    public static string VirtualService(string name, int weight = 90) => $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{name}}}
        spec:
          hosts: [{{name}}]
          http:
          - route:
            - {destination: {host: {{name}}, subset: v1}, weight: {{weight}}}
            - {destination: {host: {{name}}, subset: v2}, weight: {{100 - weight}}}
        """;

    public static string Service(string name) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}}
        spec: {selector: {app: {{name}}}, ports: [{name: http, port: 8080, targetPort: http}]}
        """;
}
