using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace MlMesh.Tests.Gateway.Console;

/// <summary>One open console.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;

    public ConsolePage(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>The addresses of all that the page asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Errors and warnings in the browser's console, blocked content among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public ILocator this[string selector] => Page.Locator(selector);

    public async Task OpenAsync()
    {
        await Page.GotoAsync(_address);
        await Page.Locator("html[data-ready]").WaitForAsync();
    }

    /// <summary>Picks an airport by typing and Enter.</summary>
    public async Task PickAsync(string field, string text)
    {
        await this[$"#{field}"].FillAsync(text);
        await this[$"#{field}"].PressAsync("Enter");
    }

    /// <summary>Asks for a prediction and waits for its answer.</summary>
    public async Task PredictAsync()
    {
        await this["#ask"].ClickAsync();
        await this["#answer"].WaitForAsync();
    }

    /// <summary>Fails on any violation of WCAG 2.2 A and AA that axe finds.</summary>
    public async Task AssertAccessibleAsync()
    {
        var violations = await Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations"
            + ".flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))");
        Assert.Empty(violations.EnumerateArray().Select(violation => violation.GetString()));
    }

    /// <summary>Fails when the page is wider than the screen.</summary>
    public async Task AssertFitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");

    /// <summary>Fails when the page complained or asked another host for anything.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(Complaints);
        Assert.All(Requests, url => Assert.StartsWith(_address, url, StringComparison.Ordinal));
        Assert.NotEmpty(Requests);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
