using Microsoft.Playwright;

namespace MlMesh.Tests.Gateway.Console;

/// <summary>A real headless Chromium, started when the first test needs it and shared by a class.</summary>
public sealed class ConsoleBrowser : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // A busy machine may be slow without being wrong; Playwright waits 5 s unless told.
    static ConsoleBrowser() => Assertions.SetDefaultExpectTimeout(60_000);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a gateway's console and waits until it is ready; what goes wrong in it is collected.</summary>
    internal async Task<ConsolePage> OpenAsync(string address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requires.Program("chromium", "Install Debian's package 'chromium', or put a chromium of another source on PATH."),
            Args = Arguments,
        });
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Runs before the page's own scripts and is not subject to its content security policy.
        await context.AddInitScriptAsync(scriptPath: Path.Combine(AppContext.BaseDirectory, "axe.min.js"));
        var page = new ConsolePage(context, await context.NewPageAsync(), address);
        await page.OpenAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
