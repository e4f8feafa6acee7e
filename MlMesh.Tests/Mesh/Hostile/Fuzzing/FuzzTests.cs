using System.Text;
using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Paths;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Loading;
using MlMesh.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile.Fuzzing;

/// <summary>Whatever a parser is given, it neither crashes nor hangs, and what it lets pass keeps its promises.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Paths = ["/predict?origin=ORD", "/v2/models/flight-delay/versions/v1/infer", "/a/./b/../c//d", "/%61%2e%2E/%2f", "/x\\y", "/%%300", "/%c3%a9"];

    private static readonly string[] Requests =
    [
        "GET /predict?origin=ORD HTTP/1.1\r\nHost: gateway\r\nx-user-id: u17\r\nCookie: mlmesh-variant=v1-r1; a=b\r\n\r\n",
        "POST /predict HTTP/1.1\r\nHost: gateway\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /v2/models/m/infer HTTP/1.1\r\nHost: gateway\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5;a=b\r\nhello\r\n0\r\nx-trailer: 1\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close, x-y\r\n\r\n",
        "GET http://gateway:8080/v2?x HTTP/1.1\r\nHost: other\r\n\r\n",
    ];

    private static readonly string[] Patterns = ["/v2/models/[^/]+/versions/v1(/.*)?", "(?i)a+b*?c{2,5}", @"\A[\d\pL[:alpha:]]+\z", "(?P<n>a|b)*", @"^(.*?[;,])?\s*mlmesh-variant=v1-r1\s*([;,].*)?$"];

    [Fact]
    public Task Paths_come_out_without_dot_segments_and_backslashes() => FuzzRun.On(Paths, text =>
    {
        foreach (var mode in Enum.GetValues<PathNormalizationMode>())
        {
            if (!PathNormalizer.TryNormalize(text, mode, out var path) || mode == PathNormalizationMode.None || !path.StartsWith('/'))
                continue;
            var segments = path.Split('?')[0].Split('/');
            Assert.DoesNotContain(".", segments);
            Assert.DoesNotContain("..", segments);
            Assert.DoesNotContain('\\', path.Split('?')[0]);
        }
    });

    [Fact]
    public Task Requests_are_answered_or_cut_off_and_what_passes_is_whole() => FuzzRun.OnAsync(Requests, async text =>
    {
        using var connection = new DuplexBytes(Encoding.Latin1.GetBytes(text));
        await HttpServerConnection.ServeAsync(connection, new Checking(), TestContext.Current.CancellationToken);
        var answer = Encoding.Latin1.GetString(connection.Written);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), answer);
    });

    [Fact]
    public Task Patterns_are_refused_or_decide() => FuzzRun.On(Patterns, text =>
    {
        if (Re2.IsValid(text, out _))
            Re2.FullMatch(text).IsMatch("/v2/models/flight-delay/versions/v1/infer");
    });

    [Fact]
    public Task Tokens_are_refused_or_read()
    {
        string[] tokens = [Token("""{"alg":"RS256","kid":"k"}""", """{"iss":"i","sub":"ada","aud":["a"],"exp":99999999999,"org":{"team":["ml"]}}"""), Token("""{"alg":"none"}""", "{}"), Token("[]", "1")];
        return FuzzRun.On(tokens, text => JsonWebTokenParser.Parse(text, out _));
    }

    [Fact]
    public Task The_json_within_a_token_is_refused_or_read() => FuzzRun.On(
        ["""{"iss":"i","sub":"ada","aud":["a"],"exp":99999999999,"nbf":1.5e3,"org":{"team":["ml",null,true]}}""", "{}"],
        text => JsonWebTokenParser.Parse(Token("""{"alg":"ES256"}""", text), out _));

    [Fact]
    public Task Policies_are_findings_or_resources()
    {
        var policies = Directory.EnumerateFiles(Repository.PathOf("istio-overlays"), "*.yaml", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length < 8192).Select(File.ReadAllText).ToList();
        return FuzzRun.On(policies, text => MeshResources.Create([ResourceReader.Read(text, "policy.yaml")]));
    }

    [Fact]
    public Task Settings_are_findings_or_settings() => FuzzRun.On(
        [File.ReadAllText(Repository.PathOf("istio-overlays", "mesh", "local.yaml")), "defaultHttpRetryPolicy: {attempts: 3}\nconnectTimeout: 1s\nextensionProviders: [{name: a, envoyExtAuthzHttp: {service: s, port: 80, timeout: 1s}}]"],
        text => MeshConfigReader.Read(text, "mesh.yaml"));

    [Fact]
    public async Task Kustomizations_are_findings_or_policies()
    {
        using var policy = new TemporaryPolicy();
        policy.Write("vs.yaml", Loading.Resource.VirtualService("model"));
        await FuzzRun.On(
            ["namespace: ml\nresources:\n- vs.yaml\npatches:\n- target: {kind: VirtualService, name: m.*}\n  patch: |\n    $patch: delete\n", "kind: Component\ncomponents: [x]\nresources: [.., vs.yaml, /etc]"],
            text =>
            {
                policy.Write("kustomization.yaml", text);
                PolicyFiles.Read(policy.Folder).ToResources();
            });
    }

    [Fact]
    public async Task Cookies_and_tokens_of_requests_are_taken_or_refused_by_the_proxy()
    {
        using var world = new FuzzWorld();
        await FuzzRun.OnAsync(FuzzWorld.Values, world.AskAsync);
    }

    [Fact]
    public Task Durations_are_refused_or_read() => FuzzRun.On(["1h2m3.5s", "-1.5us", "100ms", "0"], text => Assert.True(GoDuration.TryParse(text, out var duration) || duration == default));

    private static string Token(string header, string payload) => $"{Base64Url(header)}.{Base64Url(payload)}.{Base64Url("signature")}";

    private static string Base64Url(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private sealed class Checking : IHttpHandler
    {
        public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
        {
            Assert.All(request.Target, character => Assert.InRange(character, '\x21', '\x7e'));
            foreach (var field in request.Headers.Fields.ToArray())
            {
                Assert.DoesNotContain(field.Name, character => character is <= ' ' or ':' or >= '\x7f');
                Assert.DoesNotContain(field.Value, character => character is '\r' or '\n' or '\0');
            }

            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return new MeshResponse { Status = 200, Length = 0 };
        }
    }
}
