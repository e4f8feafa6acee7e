using Microsoft.OpenApi;
using MlMesh.Inference.Api;

namespace MlMesh.Inference.Outcomes;

internal static class OutcomeEndpoints
{
    public const string Path = "/outcomes";

    public static void AddOutcomes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutcomeOptions>()
            .Bind(configuration.GetSection(OutcomeOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<OutcomeHandler>();
        services.AddSingleton<OutcomeLedger>();
        services.AddSingleton<OutcomeTelemetry>();
    }

    /// <summary>Maps <c>POST /outcomes</c>.</summary>
    public static void MapOutcomes(this WebApplication app)
    {
        RequestDelegate post = app.Services.GetRequiredService<OutcomeHandler>().PostAsync;
        app.MapPost(Path, post).Describe(post, "Outcomes", "Tells how a flight went: counted once, for the online features and for each version that predicted it.")
            .Takes<OutcomeRequest>()
            .TakesParameter(ParameterLocation.Header, OutcomeHandler.IdempotencyKey, "The reporter's own name for an outcome without predictionId.")
            .Produces<OutcomeResponse>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
