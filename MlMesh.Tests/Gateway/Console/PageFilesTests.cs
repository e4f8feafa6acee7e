using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace MlMesh.Tests.Gateway.Console;

public partial class PageFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "text/html", false)]
    [InlineData("/js/main.js", "text/javascript", false)]
    [InlineData("/css/base.css", "text/css", false)]
    [InlineData("/airports.csv", "text/csv", false)]
    [InlineData("/fonts/inter-latin-wght-normal.woff2", "font/woff2", true)]
    public async Task Files_have_their_type_and_are_revalidated_unless_they_never_change(string path, string type, bool immutable)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_ => Task.CompletedTask);

        using var response = await gateway.Client.GetAsync(path, Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await gateway.Client.SendAsync(again, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(immutable, response.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
        Assert.Equal(!immutable, response.Headers.CacheControl.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/predict")]
    [InlineData("/nowhere")]
    [InlineData("/console/settings")]
    public async Task Every_answer_tells_browsers_to_keep_to_it(string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            return Task.CompletedTask;
        });

        using var response = await gateway.Client.GetAsync(path, Cancellation);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_names_no_other_host()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_ => Task.CompletedTask);

        var page = await gateway.Client.GetStringAsync("/", Cancellation);

        Assert.DoesNotMatch(InlineCode(), page);
        Assert.DoesNotMatch(OtherHost(), page);
    }

    [Fact]
    public async Task The_airports_are_those_that_the_models_know()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_ => Task.CompletedTask);

        var served = await gateway.Client.GetByteArrayAsync("/airports.csv", Cancellation);

        Assert.Equal(await File.ReadAllBytesAsync(Repository.PathOf("models", "flight-delay", "features", "airports.csv"), Cancellation), served);
    }

    [Theory]
    [InlineData("/../MlMesh.Gateway.dll")]
    [InlineData("/..%2fMlMesh.Gateway.dll")]
    [InlineData("/js/..%5c..%5cMlMesh.Gateway.dll")]
    [InlineData("/package.json")]
    public async Task Nothing_outside_the_page_is_served(string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_ => Task.CompletedTask);
        var asWritten = new Uri(gateway.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using var response = await gateway.Client.GetAsync(asWritten, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("""<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("""(?:src|href)="(?:https?:)?//""", RegexOptions.IgnoreCase)]
    private static partial Regex OtherHost();
}
