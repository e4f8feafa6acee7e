using System.Text.RegularExpressions;
using MlMesh.Tests.AppHost;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MlMesh.Tests.Gateway.Console;

[Collection(RunningAppHost.Name)]
public sealed class ConsoleOnTheRealStackTests(AppHostFixture application, ConsoleBrowser browser) : IClassFixture<ConsoleBrowser>
{
    [Fact]
    public async Task A_flight_is_predicted_by_the_real_model_and_its_outcome_recorded()
    {
        await using var console = await browser.OpenAsync(application.Gateway.BaseAddress!.GetLeftPart(UriPartial.Authority));

        await console["#scheduled"].FillAsync("2001-03-11T05:05");
        await console.PredictAsync();

        await Expect(console["#route"]).ToHaveTextAsync("ORD → LGA");
        await Expect(console[".gauge-number"]).ToHaveTextAsync(new Regex("^[0-9]{1,2}%$"));
        await Expect(console["#version"]).ToHaveTextAsync(new Regex("^flight-delay v[12]$"));
        await Expect(console["#features > div"].Filter(new() { HasText = "flight:distance" }).Locator("dd")).ToHaveTextAsync("733 mi");
        await Expect(console["#trace code"]).ToHaveTextAsync(new Regex("^[0-9a-f]{32}$"));
        await Expect(console["#degraded"]).ToBeHiddenAsync();
        var version = (await console["#version"].TextContentAsync())!.Split(' ')[1];
        await Expect(console["#recent tr[data-mine=true]"]).ToContainTextAsync(version);

        await console["#delay"].FillAsync("22");
        await console["#outcome button"].ClickAsync();
        await Expect(console["#outcome-status"]).ToContainTextAsync("Recorded: 22 min late");
        await console["#delay"].FillAsync("3");
        await console["#outcome button"].ClickAsync();
        await Expect(console["#outcome-status"]).ToHaveAttributeAsync("data-kind", "failed");

        await console.AssertAccessibleAsync();
        Assert.All(console.Requests, url => Assert.StartsWith(application.Gateway.BaseAddress.ToString(), url, StringComparison.Ordinal));
    }
}
