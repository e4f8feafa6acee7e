using Microsoft.OpenApi;

namespace MlMesh.Inference.Api;

/// <summary>Describes endpoints for <c>/openapi/v1.json</c>. They read and write JSON themselves, so that nothing can be inferred from their signatures.</summary>
internal static class ApiDescription
{
    private const string Json = "application/json";

    /// <summary>Adds an endpoint to the document.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="handler">Its handler.</param>
    /// <param name="tag">What it is listed under.</param>
    /// <param name="summary">What it does.</param>
    public static RouteHandlerBuilder Describe(this IEndpointConventionBuilder endpoint, RequestDelegate handler, string tag, string summary) =>
        // The document lists what has a method among its metadata, which an endpoint made of a request delegate has not.
        new RouteHandlerBuilder([endpoint]).WithMetadata(handler.Method).WithTags(tag).WithSummary(summary);

    /// <summary>Adds a JSON body to the description.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            context.Document!.AddComponent(typeof(T).Name, await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellationToken));
            var schema = new OpenApiSchemaReference(typeof(T).Name, context.Document);
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema } } };
        });

    /// <summary>Adds a string parameter to the description.</summary>
    public static RouteHandlerBuilder TakesParameter(this RouteHandlerBuilder endpoint, ParameterLocation location, string name, string description, bool required = false) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = location,
                Description = description,
                Required = required,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
