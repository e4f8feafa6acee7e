using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using MlMesh.LocalServices.Authorization;
using Xunit;

namespace MlMesh.Tests.LocalServices.Authorization;

/// <summary>The policy service, asked as Envoy asks.</summary>
public sealed class PolicyServiceTests : IAsyncLifetime
{
    private static readonly string Decisions = Repository.PathOf("istio-overlays", "components", "opa", "decisions.yaml");

    private WebApplication _service = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = PolicyServiceApplication.Build("--urls=http://127.0.0.1:0", $"--Authorization:Decisions={Decisions}");
        await _service.StartAsync(TestContext.Current.CancellationToken);
        _client = new HttpClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("", "GET", "/predict?origin=ORD", 200)]
    [InlineData("analyst", "POST", "/v2/models/flight-delay/versions/v1/infer", 200)]
    [InlineData("analyst", "POST", "/v2/models/flight-delay/versions/v2/infer", 403)]
    [InlineData("engineer", "POST", "/v2/models/flight-delay/versions/v2/infer", 200)]
    [InlineData("engineer", "POST", "/v2/models/flight-delay/versions%2Fv2/infer", 403)]
    [InlineData("engineer", "GET", "//predict", 403)]
    [InlineData("engineer", "GET", "/predict%3Fx", 403)]
    [InlineData("", "GET", "/", 403)]
    public async Task It_answers_a_check_with_200_or_403(string role, string method, string path, int status)
    {
        using var response = await AskAsync(method, path, role);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 403)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Of_two_roles_in_one_check_neither_counts()
    {
        using var response = await AskAsync("POST", "/v2/models/flight-delay/versions/v2/infer", "analyst", "engineer");

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public void It_does_not_start_without_a_table()
    {
        var error = Assert.Throws<OptionsValidationException>(() => PolicyServiceApplication.Build("--Authorization:Decisions=/nowhere.yaml"));

        Assert.Contains("Authorization:Decisions", error.Message, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AskAsync(string method, string path, params string[] roles)
    {
        var uri = new Uri($"{_service.Urls.First()}/v1/authorize{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(method), uri);
        foreach (var role in roles.Where(role => role.Length > 0))
            request.Headers.Add("x-user-role", role);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
