using Microsoft.OpenApi;
using MlMesh.Inference.Api;
using MlMesh.Inference.Models;

namespace MlMesh.Inference.OpenInference;

/// <summary>
/// The <see href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open Inference Protocol v2</see> over REST.
/// </summary>
internal static class OpenInferenceEndpoints
{
    private const string Prefix = "/v2";
    private const string Tag = "Open Inference Protocol v2";

    public static void AddOpenInference(this IServiceCollection services)
    {
        services.AddSingleton<InferHandler>();
        services.AddSingleton<MetadataHandlers>();
    }

    public static void MapOpenInference(this WebApplication app)
    {
        var metadata = app.Services.GetRequiredService<MetadataHandlers>();
        Get(app, Prefix, MetadataHandlers.ServerAsync, "Tells what the server is.").Produces<ServerMetadata>();
        Get(app, $"{Prefix}/health/live", MetadataHandlers.LiveAsync, "Tells whether the server runs.").Produces<ServerLive>();
        Get(app, $"{Prefix}/health/ready", metadata.ReadyAsync, "Tells whether the server takes requests.")
            .Produces<ServerReady>().Produces<ServerReady>(StatusCodes.Status503ServiceUnavailable);
        MapModel(app, metadata, $"{Prefix}/models/{{{ModelRoute.Model}}}", versioned: false);
        MapModel(app, metadata, $"{Prefix}/models/{{{ModelRoute.Model}}}/versions/{{{ModelRoute.Version}}}", versioned: true);
    }

    private static void MapModel(WebApplication app, MetadataHandlers metadata, string path, bool versioned)
    {
        RequestDelegate infer = app.Services.GetRequiredService<InferHandler>().HandleAsync;
        Named(Get(app, path, metadata.ModelAsync, "Tells what a model takes and gives."), versioned)
            .Produces<ModelMetadata>();
        Named(Get(app, $"{path}/ready", metadata.ModelReadyAsync, "Tells whether a model takes requests."), versioned)
            .Produces<ModelReady>().Produces<ModelReady>(StatusCodes.Status503ServiceUnavailable);
        Named(app.MapPost($"{path}/infer", infer).Describe(infer, Tag, "Runs a model."), versioned)
            .Takes<InferRequest>().Produces<InferResponse>()
            .Produces<InferError>(StatusCodes.Status400BadRequest)
            .Produces<InferError>(StatusCodes.Status413PayloadTooLarge)
            .Produces<InferError>(StatusCodes.Status504GatewayTimeout);
    }

    private static RouteHandlerBuilder Get(WebApplication app, string path, RequestDelegate handler, string summary) =>
        app.MapGet(path, handler).Describe(handler, Tag, summary);

    private static RouteHandlerBuilder Named(RouteHandlerBuilder endpoint, bool versioned)
    {
        endpoint.TakesParameter(ParameterLocation.Path, ModelRoute.Model, "The model's name.", required: true).Produces<InferError>(StatusCodes.Status404NotFound);
        return versioned ? endpoint.TakesParameter(ParameterLocation.Path, ModelRoute.Version, "The model's version; without it the newest.", required: true) : endpoint;
    }
}
