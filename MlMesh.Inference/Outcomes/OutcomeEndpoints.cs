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
    public static void MapOutcomes(this WebApplication app) => app.MapPost(Path, app.Services.GetRequiredService<OutcomeHandler>().PostAsync);
}
