using Microsoft.OpenApi;
using MlMesh.Inference.Api;
using MlMesh.Inference.Flights;
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
        services.AddHostedService(provider => provider.GetRequiredService<PredictionLog>());
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
        Describe(app.MapPost(Path, handler.PostAsync), handler.PostAsync, served).Takes<PredictionRequest>();
        Describe(app.MapGet(Path, handler.GetAsync), handler.GetAsync, served)
            .TakesParameter(ParameterLocation.Query, FlightValidator.Origin, "IATA code of the airport it leaves from.", required: true)
            .TakesParameter(ParameterLocation.Query, FlightValidator.Destination, "IATA code of the airport it goes to.", required: true)
            .TakesParameter(ParameterLocation.Query, FlightValidator.Scheduled, "Scheduled departure in the origin's local time, 2001-06-04T17:30.", required: true)
            .TakesParameter(ParameterLocation.Query, FlightValidator.Distance, "Miles; by default that of the route.")
            .TakesParameter(ParameterLocation.Query, FlightValidator.AsOf, "The moment of the prediction; by default the scheduled departure.");
    }

    private static RouteHandlerBuilder Describe(IEndpointConventionBuilder endpoint, RequestDelegate handler, ServedModel served) => endpoint
        .Describe(handler, "Predictions", "Predicts whether a flight will be late.")
        .WithMetadata(served)
        .TakesParameter(ParameterLocation.Header, PredictionId.Header, "The prediction's id, the same over retries; by default a new one.")
        .TakesParameter(ParameterLocation.Header, PredictionRole.VariantHeader, "The version that a route meant; another one records its answer as shadow.")
        .Produces<PredictionResponse>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);
}
