using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MlMesh.Tests.Gateway.Console;

public class ConsolePageTests(ConsoleBrowser browser) : IClassFixture<ConsoleBrowser>
{
    private const string Dashboard = "http://dashboard.example:18888";

    private readonly FakePredictions _predictions = new();

    [Fact]
    public async Task A_flight_is_picked_by_city_and_predicted()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PickAsync("origin", "los ang");
        await console.PickAsync("destination", "san fr");
        await console["#scheduled"].FillAsync("2001-06-05T08:15");
        await console["#distance"].FillAsync("337.5");
        await console.PredictAsync();

        using var asked = JsonDocument.Parse(Assert.Single(_predictions.Flights));
        Assert.Equal("""{"origin":"LAX","destination":"SFO","scheduled":"2001-06-05T08:15","distance":337.5}""", asked.RootElement.GetRawText());
        await Expect(console["#route"]).ToHaveTextAsync("LAX → SFO");
        await Expect(console[".gauge-number"]).ToHaveTextAsync("63%");
        await Expect(console["#verdict"]).ToHaveTextAsync("Late");
        await Expect(console["#version"]).ToHaveTextAsync("flight-delay v2");
        await Expect(console["#prediction-id"]).ToHaveTextAsync(new Regex("^[0-9a-f]{24}$"));
        await Expect(console["#features > div"]).ToHaveCountAsync(5);
        await Expect(console["#features > div"].Filter(new() { HasText = "flight:hour" }).Locator("dd")).ToHaveTextAsync("17:30");
        await Expect(console["#features > div"].Filter(new() { HasText = "airport:origin_late_rate" }).Locator("dd")).ToHaveTextAsync("23.1%");
        await Expect(console["#degraded"]).ToBeHiddenAsync();
        console.AssertQuiet();
    }

    [Fact]
    public async Task A_degraded_answer_says_so_and_marks_the_defaults()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PickAsync("origin", "DEN");
        await console.PredictAsync();

        await Expect(console["#degraded"]).ToContainTextAsync("The feature store does not answer.");
        await Expect(console["#features .tag"]).ToHaveCountAsync(2);
        await console.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_trace_is_a_link_to_the_dashboard_where_there_is_one()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync, $"--Dashboard:Url={Dashboard}/");
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PredictAsync();

        await Expect(console["#trace a"]).ToHaveAttributeAsync("href", new Regex($"^{Dashboard}/traces/detail/[0-9a-f]{{32}}$"));
        await Expect(console["#recent a"].First).ToHaveAttributeAsync("href", (await console["#trace a"].GetAttributeAsync("href"))!);
        await Expect(console["#dashboard-link"]).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_dashboard_the_trace_is_only_its_id()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PredictAsync();

        await Expect(console["#trace code"]).ToHaveTextAsync(new Regex("^[0-9a-f]{32}$"));
        await Expect(console["#trace a"]).ToHaveCountAsync(0);
        await Expect(console["#dashboard-link"]).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_outcome_is_recorded_for_the_prediction_that_is_shown()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PredictAsync();
        await console["#outcome button"].ClickAsync();
        await Expect(console["#outcome-status"]).ToContainTextAsync("Enter the delay");
        await console["#delay"].FillAsync("22");
        await console["#delay"].PressAsync("Enter");

        await Expect(console["#outcome-status"]).ToContainTextAsync("Recorded: 22 min late");
        var id = await console["#prediction-id"].TextContentAsync();
        Assert.Equal($$"""{"predictionId":"{{id}}","delayMinutes":22}""", Assert.Single(_predictions.Outcomes));
    }

    [Fact]
    public async Task The_table_shows_what_others_ask_as_it_happens_until_it_is_paused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);
        await Expect(console["#none"]).ToBeVisibleAsync();

        using var first = await gateway.Client.GetAsync("/predict?origin=BOS&destination=SFO&scheduled=2001-06-04T17:30", TestContext.Current.CancellationToken);
        await Expect(console["#recent tr"]).ToHaveCountAsync(1);
        await Expect(console["#recent tr"]).ToContainTextAsync("BOS → SFO");
        await Expect(console["#recent tr"]).ToContainTextAsync("62.5%");
        await Expect(console["#live-state"]).ToHaveTextAsync("Live");

        await console["#pause"].ClickAsync();
        using var second = await gateway.Client.GetAsync("/predict?origin=SEA&destination=BOS&scheduled=2001-06-04T17:30", TestContext.Current.CancellationToken);
        await Expect(console["#live-state"]).ToHaveTextAsync("Paused");
        await console["#pause"].ClickAsync();

        await Expect(console["#recent tr"]).ToHaveCountAsync(2);
        await Expect(console["#recent tr"].First).ToContainTextAsync("SEA → BOS");
        await Expect(console["#strip .point"]).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_the_api_refuses_is_said_at_the_field()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var console = await browser.OpenAsync(gateway.Address);

        await console.PickAsync("origin", "HNL");
        await console["#ask"].ClickAsync();

        await Expect(console["#origin-error"]).ToHaveTextAsync(FakePredictions.UnknownAirport);
        await Expect(console["#origin"]).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(console["#origin"]).ToBeFocusedAsync();
        await Expect(console["#problem"]).ToContainTextAsync("cannot be predicted");
        await console.AssertAccessibleAsync();
    }

    [Fact]
    public async Task An_inference_service_that_is_away_is_said_with_advice()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var console = await browser.OpenAsync(gateway.Address);

        await console["#ask"].ClickAsync();

        await Expect(console["#problem"]).ToContainTextAsync("cannot be reached at the moment");
        await Expect(console["#problem"]).ToContainTextAsync("Worth another try in 1 s.");
    }
}
