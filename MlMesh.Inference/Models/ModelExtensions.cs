namespace MlMesh.Inference.Models;

internal static class ModelExtensions
{
    public static void AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>()
            .Configure(options => options.Version = configuration["MODEL_VERSION"])
            .Bind(configuration.GetSection(ModelOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ModelRepository>();
        services.AddHealthChecks().AddCheck<ModelHealthCheck>("model");
    }
}
