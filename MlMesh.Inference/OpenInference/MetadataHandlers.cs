using System.Reflection;
using System.Text.Json;
using MlMesh.Inference.Http;
using MlMesh.Inference.Models;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>Answers the protocol's GET calls: what the server is, what a model takes, and whether they are ready.</summary>
internal sealed class MetadataHandlers(ModelRepository repository, IHostApplicationLifetime lifetime)
{
    private static readonly string ServerVersion =
        typeof(MetadataHandlers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Task ServerAsync(HttpContext context)
    {
        var response = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteString("name"u8, "mlmesh-inference"u8);
        json.WriteString("version"u8, ServerVersion);
        json.WriteStartArray("extensions"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        response.Send(context.Response);
        return Task.CompletedTask;
    }

    public static Task LiveAsync(HttpContext context)
    {
        var response = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteBoolean("live"u8, true);
        json.WriteEndObject();
        response.Send(context.Response);
        return Task.CompletedTask;
    }

    // The specification's schema for this call says "live" where its prose says ready: both are there.
    public Task ReadyAsync(HttpContext context)
    {
        var ready = IsReady(context);
        var response = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteBoolean("ready"u8, ready);
        json.WriteBoolean("live"u8, true);
        json.WriteEndObject();
        response.Send(context.Response);
        return Task.CompletedTask;
    }

    public Task ModelReadyAsync(HttpContext context)
    {
        if (ModelRoute.Find(context, repository) is not { } model)
            return ModelRoute.WriteNotFoundAsync(context, repository);
        var ready = IsReady(context);
        var response = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteString("name"u8, model.NameJson);
        json.WriteBoolean("ready"u8, ready);
        json.WriteEndObject();
        response.Send(context.Response);
        return Task.CompletedTask;
    }

    public Task ModelAsync(HttpContext context)
    {
        if (ModelRoute.Find(context, repository) is not { } model || !repository.TryGetVersions(model.Name, out var versions))
            return ModelRoute.WriteNotFoundAsync(context, repository);
        var response = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteString("name"u8, model.NameJson);
        json.WriteStartArray("versions"u8);
        foreach (var served in versions)
            json.WriteStringValue(served.VersionJson);
        json.WriteEndArray();
        json.WriteString("platform"u8, model.Platform);
        WriteTensors(json, "inputs"u8, model.Session.Inputs);
        WriteTensors(json, "outputs"u8, model.Session.Outputs);
        json.WriteEndObject();
        response.Send(context.Response);
        return Task.CompletedTask;
    }

    private static void WriteTensors(Utf8JsonWriter json, ReadOnlySpan<byte> member, IReadOnlyList<TensorInfo> tensors)
    {
        json.WriteStartArray(member);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tensor.Name);
            json.WriteString("datatype"u8, DataType.NameOf(tensor.ElementType));
            json.WriteStartArray("shape"u8);
            foreach (var dimension in tensor.Shape)
                json.WriteNumberValue(dimension);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Models are loaded before the server listens, so only stopping makes it unready.
    private bool IsReady(HttpContext context)
    {
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested;
        if (stopping)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return !stopping;
    }
}
