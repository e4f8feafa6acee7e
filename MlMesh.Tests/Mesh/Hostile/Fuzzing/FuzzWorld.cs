using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile.Fuzzing;

/// <summary>A proxy that looks into cookies, tokens, headers and the query in every way that policies have, and reaches nobody.</summary>
internal sealed class FuzzWorld : IConnector, IDisposable
{
    /// <summary>What callers send.</summary>
    public static readonly string[] Values =
    [
        "mlmesh-variant=v1-r1; a=b", "a=\"b\"; mlmesh-variant=\"v2-r1\"", "session=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJpIn0.AA", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJpIiwic3ViIjoiYWRhIn0.AA", "10.0.0.1, 192.0.2.7", "/predict?token=a.b.c&x=%",
    ];

    private const string Policy = """
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: ml}
        spec: {clusterIP: 10.96.0.1, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: model, namespace: ml, labels: {app: model}}
        status: {podIP: 10.0.0.2}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: model, namespace: ml}
        spec: {host: model, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: mlmesh-variant, ttl: 0s}}}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model, namespace: ml}
        spec:
          hosts: [model]
          http:
          - match: [{headers: {cookie: {regex: "(.*[;,] *)?mlmesh-variant=v2-r1([;,].*)?"}}, queryParams: {token: {regex: ".+"}}}]
            headers: {request: {set: {x-seen: "%REQ(cookie)% %REQ(x-forwarded-for)%"}}}
            retries: {attempts: 0}
            route: [{destination: {host: model}}]
          - retries: {attempts: 0}
            route: [{destination: {host: model}}]
        ---
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: tokens, namespace: ml}
        spec:
          jwtRules:
          - issuer: i
            jwks: '{"keys":[{"kty":"RSA","kid":"k","e":"AQAB","n":"xAE7eB6qugXyCAG3yhh7pkDkT65pHymX-P7KfIupjf59vsdo91bSP9C8H07pSAGQO1MV_xFj9VswgsCg4R6otmg5PV2He95lZdHtOcU5DXIg_pbhLdKXbi66GlVeK6ABZOUW3WYtnNHD-91gVuoeJT_DwtGGcp4ignkgXfkiEm4sw-4sfb4qdt5oLbyVpmW6x9cfa7vs2WTfURiCrBoUqgBo_-4WTiULmmHSGZHOjzwa8WtrtOQGsAFjIbno85jp6MnGGGZPYZbDAa_b3y5u-YpW7ypZrvD8BgtKVjgtQgZhLAGezMt0ua3DRrWnKqTZ0BJ_EyxOGuHJrLsn00fnMQ"}]}'
            fromHeaders: [{name: authorization, prefix: "Bearer "}]
            fromParams: [token]
            fromCookies: [session]
            outputClaimToHeaders: [{header: x-sub, claim: sub}]
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: p, namespace: ml}
        spec:
          rules:
          - from: [{source: {remoteIpBlocks: [192.0.2.0/24]}}]
          - from: [{source: {requestPrincipals: ["i/*"]}}]
          - to: [{operation: {paths: ["/predict"], hosts: [model]}}]
        """;

    private static readonly string[] LookedInto = ["cookie", "authorization", "x-forwarded-for", "x-sub"];

    private readonly MeshProxy _proxy;

    public FuzzWorld()
    {
        var resources = MeshResources.Create([ResourceReader.Read(Policy, "policy.yaml")]);
        Assert.DoesNotContain(resources.Findings, finding => finding.Severity == FindingSeverity.Error);
        var policy = MeshPolicy.Compile(resources);
        _proxy = new MeshProxy(policy.Workload("ml", "model")!, policy, new ProxyServices { Connector = this });
    }

    /// <summary>Sends a text in every place that is looked into, outbound and inbound.</summary>
    public async Task AskAsync(string text)
    {
        var value = new string([.. text.Where(character => character is not ('\r' or '\n' or '\0'))]);
        using (var answer = await _proxy.OutboundAsync(Request(value), Connection("10.96.0.1", 80), CancellationToken.None))
            Assert.True(answer.Status is 400 or 404 or 503, $"{answer.Status}");
        using var exchange = await _proxy.EnterInboundAsync(Request(value), Connection("10.0.0.2", 8080), CancellationToken.None);
        Assert.True(exchange.Answer?.Status is null or 400 or 401 or 403, $"{exchange.Answer?.Status}");
        // The key is nobody's here, so no token is good, and none may tell the application who calls.
        Assert.True(exchange.Answer is not null || !exchange.Exchange.Request.Headers.Contains("x-sub"));
    }

    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) => throw new ConnectionRefusedException(ConnectionRefusedException.Refused);

    public void Dispose() => _proxy.Dispose();

    private static MeshRequest Request(string value)
    {
        var target = new string([.. value.Where(character => character is > ' ' and < '\x7f')]);
        var request = new MeshRequest { Method = "GET", Target = target.StartsWith('/') ? target : $"/predict?token={target}", Authority = "model" };
        foreach (var name in LookedInto)
            request.Headers.Append(name, value);
        return request;
    }

    private static DownstreamConnection Connection(string address, int port) => new() { PeerAddress = "10.0.0.9", Destination = new Endpoint { Address = address, Port = port } };
}
