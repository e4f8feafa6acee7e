using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MlMesh.Tests.Cli;
using MlMesh.Tokens;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The component <c>jwt</c> in the local run.</summary>
public sealed class TokenTests(TokenApplication application) : IClassFixture<TokenApplication>
{
    private const string Prediction = "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30";

    [Theory]
    [InlineData("GET", Prediction)]
    [InlineData("POST", "/predict")]
    [InlineData("POST", "/outcomes")]
    [InlineData("GET", "/v2")]
    [InlineData("GET", "/v2/models/flight-delay")]
    [InlineData("POST", "/v2/models/flight-delay/infer")]
    [InlineData("GET", "//predict")]
    [InlineData("GET", "/v2%2Fmodels/flight-delay")]
    [InlineData("GET", "/metrics/")]
    public async Task Nobody_calls_the_public_API_without_a_token(string method, string path)
    {
        using var response = await SendAsync(method, path);

        Assert.Equal((403, "RBAC: access denied"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_token_of_the_command_line_opens_the_public_API()
    {
        using var response = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada", "--role", "reader"));
        Assert.Equal(200, (int)response.StatusCode);

        using var metadata = await SendAsync("GET", "/v2/models/flight-delay", await TokenAsync("--user", "ada"));
        Assert.Equal(200, (int)metadata.StatusCode);

        using var inQuery = await SendAsync("GET", $"{Prediction}&access_token={await TokenAsync("--user", "ada")}");
        Assert.Equal(200, (int)inQuery.StatusCode);
    }

    [Fact]
    public async Task An_expired_token_is_refused_with_its_reason()
    {
        var past = DateTimeOffset.UtcNow.AddHours(-2);
        using var key = DevelopmentKey.Open(application.KeyFile);
        using var response = await SendAsync("GET", "/predict", key.Sign(new DevelopmentToken { User = "ada", IssuedAt = past, ExpiresAt = past.AddHours(1) }));

        Assert.Equal((401, "Jwt is expired"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("invalid_token", Assert.Single(response.Headers.WwwAuthenticate).Parameter!.Split('"')[^2]);
    }

    [Fact]
    public async Task A_token_of_another_issuer_or_audience_is_refused()
    {
        using var issuer = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada", "--issuer", "https://elsewhere.test"));
        Assert.Equal(401, (int)issuer.StatusCode);

        using var audience = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada", "--audience", "others"));
        Assert.Equal(403, (int)audience.StatusCode);
    }

    [Fact]
    public async Task A_token_that_somebody_else_signed_is_refused()
    {
        var file = application.KeyFile + ".other";
        using var response = await SendAsync("GET", Prediction, await SignAsync(file, "--user", "ada", "--role", "beta"));

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_role_is_the_tokens_and_never_the_callers_word()
    {
        using var forged = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada", "--role", "reader"), ("x-user-role", "beta"));
        Assert.Equal("v1", Version(forged));

        using var without = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada"), ("x-user-role", "beta"));
        Assert.Equal("v1", Version(without));

        using var verified = await SendAsync("GET", Prediction, await TokenAsync("--user", "ada", "--role", "beta"), ("x-user-role", "reader"));
        Assert.Equal("v2", Version(verified));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/icon.svg")]
    [InlineData("/health/ready")]
    public async Task The_console_and_the_probes_need_no_token(string path)
    {
        using var response = await SendAsync("GET", path);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_issuer_publishes_its_key_and_nothing_else()
    {
        var keys = await application.Issuer.GetFromJsonAsync<JsonNode>("/.well-known/jwks.json", TestContext.Current.CancellationToken);
        var key = Assert.Single(keys!["keys"]!.AsArray())!;
        Assert.Equal(("EC", "ES256"), ((string?)key["kty"], (string?)key["alg"]));
        Assert.Null(key["d"]);

        using var other = await application.Issuer.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)other.StatusCode);
    }

    private Task<string> TokenAsync(params string[] arguments) => SignAsync(application.KeyFile, arguments);

    private static async Task<string> SignAsync(string keyFile, params string[] arguments)
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["token", "--key", keyFile, .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Trim();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(application.Public.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await application.Public.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Version(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("x-model-version"));
}
