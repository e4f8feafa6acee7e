using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MlMesh.Inference.Features;

internal static class FeatureExtensions
{
    /// <summary>Adds <see cref="IFeatureReader"/>, <see cref="IOnlineWindows"/>, <see cref="IAirports"/> and the loader, over the container's <c>IConnectionMultiplexer</c>.</summary>
    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeatureOptions>()
            .Bind(configuration.GetSection(FeatureOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            FeatureTables.Read(Path.Combine(AppContext.BaseDirectory, provider.GetRequiredService<IOptions<FeatureOptions>>().Value.Tables)));
        services.AddSingleton<FeatureTelemetry>();
        services.AddSingleton<IAirports, Airports>();
        services.AddSingleton<IFeatureReader, FeatureReader>();
        services.AddSingleton<IOnlineWindows, OnlineWindows>();
        services.AddSingleton<FeatureLoader>();
        services.AddSingleton<LostTables>();
    }
}
