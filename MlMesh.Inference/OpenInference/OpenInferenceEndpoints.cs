using MlMesh.Inference.Models;

namespace MlMesh.Inference.OpenInference;

/// <summary>
/// The <see href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open Inference Protocol v2</see> over REST.
/// </summary>
internal static class OpenInferenceEndpoints
{
    public const string Prefix = "/v2";

    public static void AddOpenInference(this IServiceCollection services)
    {
        services.AddSingleton<InferHandler>();
        services.AddSingleton<MetadataHandlers>();
    }

    public static void MapOpenInference(this WebApplication app)
    {
        var infer = app.Services.GetRequiredService<InferHandler>();
        var metadata = app.Services.GetRequiredService<MetadataHandlers>();
        app.MapGet(Prefix, MetadataHandlers.ServerAsync);
        app.MapGet($"{Prefix}/health/live", MetadataHandlers.LiveAsync);
        app.MapGet($"{Prefix}/health/ready", metadata.ReadyAsync);
        foreach (var model in (string[])[$"{Prefix}/models/{{{ModelRoute.Model}}}", $"{Prefix}/models/{{{ModelRoute.Model}}}/versions/{{{ModelRoute.Version}}}"])
        {
            app.MapGet(model, metadata.ModelAsync);
            app.MapGet($"{model}/ready", metadata.ModelReadyAsync);
            app.MapPost($"{model}/infer", infer.HandleAsync);
        }
    }
}
