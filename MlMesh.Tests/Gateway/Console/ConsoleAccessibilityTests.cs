using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MlMesh.Tests.Gateway.Console;

public class ConsoleAccessibilityTests(ConsoleBrowser browser) : IClassFixture<ConsoleBrowser>
{
    private readonly FakePredictions _predictions = new();

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Dark, 1280, 900)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 320, 640)]
    public async Task The_page_fits_and_is_accessible_before_and_after_an_answer(ColorScheme scheme, int width, int height)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync, "--Dashboard:Url=http://dashboard.example");
        await using var console = await browser.OpenAsync(gateway.Address, scheme, width, height);

        await console.AssertAccessibleAsync();
        await console.AssertFitsAsync();
        await console.PickAsync("destination", "SFO");
        await console.PredictAsync();
        await Expect(console["#recent tr"]).ToHaveCountAsync(1);
        await console.AssertAccessibleAsync();
        await console.AssertFitsAsync();
        console.AssertQuiet();
    }

    [Fact]
    public async Task Light_and_dark_differ()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var light = await browser.OpenAsync(gateway.Address, ColorScheme.Light);
        await using var dark = await browser.OpenAsync(gateway.Address, ColorScheme.Dark);
        const string Brightness = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0)";

        Assert.True(await light.Page.EvaluateAsync<int>(Brightness) > 600);
        Assert.True(await dark.Page.EvaluateAsync<int>(Brightness) < 150);
    }

    [Fact]
    public async Task A_prediction_takes_no_mouse()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);
        var keyboard = console.Page.Keyboard;

        await console["#origin"].FocusAsync();
        await keyboard.TypeAsync("boston");
        await Expect(console["#origin"]).ToHaveAttributeAsync("aria-expanded", "true");
        await console.AssertAccessibleAsync();
        await keyboard.PressAsync("Tab");
        await Expect(console["#origin"]).ToHaveValueAsync("BOS · Boston, MA");
        await Expect(console["#swap"]).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("san");
        await keyboard.PressAsync("ArrowDown");
        await Expect(console["#destination"]).ToHaveAttributeAsync("aria-activedescendant", "destination-list-1");
        await keyboard.PressAsync("Enter");
        await Expect(console["#destination"]).ToHaveValueAsync("SFO · San Francisco, CA");
        await Expect(console["#destination-list"]).ToBeHiddenAsync();
        await keyboard.PressAsync("Enter");

        await Expect(console["#route"]).ToHaveTextAsync("BOS → SFO");
        await Expect(console["#announce"]).ToContainTextAsync("63% likely to be late");
    }

    [Fact]
    public async Task Escape_gives_up_a_search_and_keeps_the_airport()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console["#origin"].FillAsync("den");
        await console["#origin"].PressAsync("Escape");

        await Expect(console["#origin-list"]).ToBeHiddenAsync();
        await Expect(console["#origin"]).ToHaveValueAsync("ORD · Chicago, IL");
    }
}
