using MlMesh.Inference.Http;

namespace MlMesh.Inference.OpenInference;

/// <summary>The protocol's error: <c>{"error":"…"}</c>.</summary>
internal static class OpenInferenceError
{
    public static void Write(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        var error = JsonResponse.Begin(out var json);
        json.WriteStartObject();
        json.WriteString("error"u8, message);
        json.WriteEndObject();
        error.Send(response);
    }
}
