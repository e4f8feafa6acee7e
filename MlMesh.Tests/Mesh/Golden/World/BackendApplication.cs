using System.Text;
using System.Text.RegularExpressions;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>The application in a pod: answers with its name and the request target unless <c>x-backend</c> tells it otherwise, and tells what it got.</summary>
internal sealed partial class BackendApplication(GoldenPod pod, int port, Recorder recorder) : IHttpHandler
{
    private static readonly HashSet<string> LeftOut =
        ["x-case", "x-backend", "x-request-id", "x-envoy-decorator-operation", "x-envoy-internal", "content-length", "transfer-encoding"];

    public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        recorder.Received(request.Headers.First("x-case"), pod.Name, Describe(request, (int)body.Length));
        var instructions = request.Headers.First(pod.Name == "ext-authz-1" ? "x-authz" : "x-backend");
        var rules = BackendRules.For(instructions, pod.Name, pod.Version, request.Headers.First("x-envoy-attempt-count"));
        if (rules.Delay > TimeSpan.Zero)
            await Task.Delay(rules.Delay, cancellationToken);
        return rules.Close ? null : Answer(request, rules);
    }

    private MeshResponse Answer(MeshRequest request, BackendRules rules)
    {
        var response = new MeshResponse { Status = rules.Status };
        response.Headers.Append("x-pod", pod.Name);
        response.Headers.Append("content-type", "application/json");
        foreach (var (name, value) in rules.Headers)
            response.Headers.Append(name, value);
        var text = rules.Status == 204 ? [] : Encoding.Latin1.GetBytes($$"""{"pod": "{{pod.Name}}", "path": "{{request.Target}}"}""");
        response.Length = text.Length;
        if (request.Method != "HEAD")
            response.Body = new MemoryStream(text);
        return response;
    }

    private GoldenReceived Describe(MeshRequest request, int bodyLength)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (!request.HostMissing)
            headers.Add(KeyValuePair.Create("host", request.Authority));
        foreach (var (name, value) in request.Headers.Fields)
        {
            if (!LeftOut.Contains(name.ToLowerInvariant()))
                headers.Add(KeyValuePair.Create(name.ToLowerInvariant(), name == "x-forwarded-client-cert" ? CertificateHash().Replace(value, "Hash=*") : value));
        }

        return new GoldenReceived(pod.Workload, port, request.Method, request.Target, headers, bodyLength);
    }

    [GeneratedRegex("Hash=[0-9a-f]*")]
    private static partial Regex CertificateHash();
}
