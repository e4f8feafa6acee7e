namespace MlMesh.Inference.Models;

/// <summary>The response header that tells which version answered.</summary>
internal static class ModelHeaders
{
    public const string ModelVersion = "x-model-version";

    /// <summary>Names the version that answers, on every answer of a model, errors included.</summary>
    public static void SetModel(this HttpResponse response, ServedModel model) => response.Headers[ModelVersion] = model.VersionHeader;
}
