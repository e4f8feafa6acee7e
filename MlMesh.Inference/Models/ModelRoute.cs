using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.Models;

/// <summary>The model that a path names.</summary>
internal static class ModelRoute
{
    public const string Model = "model";
    public const string Version = "version";

    /// <summary>Finds the model of <c>/v2/models/{model}[/versions/{version}]</c>, and names it in the response's headers.</summary>
    /// <returns>The model; <see langword="null"/> when there is none.</returns>
    public static ServedModel? Find(HttpContext context, ModelRepository repository)
    {
        var name = (string)context.Request.RouteValues[Model]!;
        var version = (string?)context.Request.RouteValues[Version];
        var model = repository.Find(name, version);
        if (model is not null)
            context.Response.SetModel(model);
        return model;
    }

    /// <summary>The model whose answer a request waits for: the one its path names, or the one that its endpoint has as metadata.</summary>
    public static ServedModel? FindAnswering(HttpContext context) => context.Request.RouteValues[Model] is string name
        ? context.RequestServices.GetRequiredService<ModelRepository>().Find(name, (string?)context.Request.RouteValues[Version])
        : context.GetEndpoint()?.Metadata.GetMetadata<ServedModel>();

    /// <summary>Answers 404, and says which versions there are.</summary>
    public static Task WriteNotFoundAsync(HttpContext context, ModelRepository repository)
    {
        var name = (string)context.Request.RouteValues[Model]!;
        var version = (string?)context.Request.RouteValues[Version];
        var message = repository.TryGetVersions(name, out var versions)
            ? $"model '{name}' has no version '{version}' here; it has {string.Join(", ", versions.Select(served => served.Version))}"
            : $"there is no model '{name}'";
        return Problem.WriteAsync(context, StatusCodes.Status404NotFound, message);
    }
}
