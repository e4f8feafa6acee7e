using MlMesh.Inference.Models;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.Predictions;

internal static class PredictionEndpoints
{
    public const string Path = "/predict";

    public static void AddPredictions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PredictionOptions>()
            .Bind(configuration.GetSection(PredictionOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PredictionLog>();
        services.AddSingleton<PredictionTelemetry>();
    }

    /// <summary>Maps <c>/predict</c> for the model that the server was told to predict with, if its card names features.</summary>
    public static void MapPredictions(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ModelRepository>().Primary is not { Card: { Features.Count: > 0 } card } served)
        {
            app.Map(Path, context => Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"No model with a {ModelCard.FileName} that lists features is served here; see /v2 for what is."));
            return;
        }
        var handler = ActivatorUtilities.CreateInstance<PredictHandler>(app.Services, new PredictionModel(served, card));
        app.MapPost(Path, handler.PostAsync).WithMetadata(served);
        app.MapGet(Path, handler.GetAsync).WithMetadata(served);
    }
}
