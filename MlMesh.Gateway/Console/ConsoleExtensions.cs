using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MlMesh.Gateway.Console;

/// <summary>Registers and maps the web console.</summary>
internal static class ConsoleExtensions
{
    /// <summary>Adds the console's settings and the memory of recent predictions.</summary>
    public static void AddConsole(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ConsoleOptions>()
            .BindConfiguration(ConsoleOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.DashboardUrl = configuration[ConsoleOptions.DashboardKey])
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RecentPredictions>();
        services.AddSingleton<PredictionFeed>();
    }

    /// <summary>Serves the page at <c>/</c>, and what it asks for under <c>/console</c>.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });

        var options = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        var dashboard = string.IsNullOrEmpty(options.DashboardUrl) ? null : options.DashboardUrl.TrimEnd('/');
        app.MapGet("/console/settings", () => TypedResults.Ok(new ConsoleSettings(dashboard, options.RecentPredictions > 0)));
        app.MapGet("/console/predictions", app.Services.GetRequiredService<PredictionFeed>().WatchAsync);
    }

    // A new release must show at once, so the page's files are revalidated by their ETag. Fonts never change under their name.
    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.File.Name.EndsWith(".woff2", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
