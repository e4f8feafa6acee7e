using Microsoft.Extensions.Options;

namespace MlMesh.Inference.Features;

/// <summary><c>MlMesh.Inference load-features</c>: fills the feature store and ends.</summary>
public static class LoadFeaturesCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "load-features";

    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments after <see cref="Name"/>: configuration as <c>--Section:Key=value</c>.</param>
    /// <param name="addStore">Adds the connection to the feature store.</param>
    /// <returns>The exit code: 0 when the store holds the tables, 1 when not; the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IHostApplicationBuilder> addStore)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddServiceDefaults();
        addStore(builder);
        builder.Services.AddFeatures(builder.Configuration);
        using var host = builder.Build();
        try
        {
            await host.StartAsync();
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            await host.Services.GetRequiredService<FeatureLoader>().LoadAsync(stopping);
            await host.StopAsync();
            return 0;
        }
        catch (Exception e) when (e is TimeoutException or InvalidDataException or OptionsValidationException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{Name}: {e.Message}");
            return 1;
        }
    }
}
