using Microsoft.Extensions.Options;
using MlMesh.Inference.Features;
using MlMesh.Inference.Flights;
using MlMesh.Inference.Limits;
using MlMesh.Inference.Models;
using MlMesh.Inference.OpenInference;
using MlMesh.Inference.Outcomes;
using MlMesh.Inference.Predictions;
using MlMesh.Inference.Store;
using MlMesh.Inference.Telemetry;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference;

/// <summary>The model server.</summary>
public static class InferenceApplication
{
    /// <summary>Builds the server and loads its models; it does not listen yet.</summary>
    /// <param name="args">Command line: configuration as <c>--Section:Key=value</c>.</param>
    /// <exception cref="OptionsValidationException">A setting is out of range; the message names the key.</exception>
    /// <exception cref="InvalidOperationException">A model does not load; the message names the file.</exception>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddModels(builder.Configuration);
        builder.Services.AddOpenInference();
        builder.AddFeatureStore();
        builder.Services.AddFeatures(builder.Configuration);
        builder.Services.AddSingleton<FlightValidator>();
        builder.Services.AddPredictions(builder.Configuration);
        builder.Services.AddOutcomes(builder.Configuration);
        builder.Services.AddSingleton<InferenceTelemetry>();
        builder.Services.AddOpenApi();

        var app = builder.Build();
        try
        {
            WarmUp(app.Services);
            Map(app);
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    // Connecting waits on the network, and reading the feature tables on the disk: both while the models load.
    private static void WarmUp(IServiceProvider services)
    {
        var features = Task.Run(services.GetRequiredService<IFeatureReader>);
        services.GetRequiredService<ModelRepository>();
        features.GetAwaiter().GetResult();
        // What reading models and tables left behind would otherwise stay resident for as long as the server runs.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static void Map(WebApplication app)
    {
        app.UseProblems();
        app.MapDefaultEndpoints();
        app.UseLimits();
        app.MapOpenInference();
        app.MapPredictions();
        app.MapOutcomes();
        app.MapOpenApi();
    }
}
