using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlMesh.Inference.Models;

/// <summary>Says which models are loaded. A model that does not load keeps the server from starting, so there is always an answer.</summary>
internal sealed class ModelHealthCheck(ModelRepository repository) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(string.Join(", ", repository.All.Select(model => $"{model.Name} {model.Version}"))));
}
