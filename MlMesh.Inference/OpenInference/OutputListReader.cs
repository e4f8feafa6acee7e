using System.Text.Json;
using MlMesh.Inference.Models;

namespace MlMesh.Inference.OpenInference;

/// <summary>Reads the request's <c>outputs</c>: which outputs the caller wants.</summary>
internal static class OutputListReader
{
    /// <summary>Reads the array that follows the reader's position.</summary>
    /// <returns>Indices of the outputs, in the order asked for; all of them for an empty list.</returns>
    /// <exception cref="InferenceRequestException">The list is malformed, or names an output that the model lacks or that is named twice.</exception>
    public static int[] Read(ref Utf8JsonReader json, ServedModel model)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw new InferenceRequestException("outputs must be an array");
        var outputs = new List<int>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw new InferenceRequestException("each entry of outputs must be an object");
            var index = ReadEntry(ref json, model);
            if (outputs.Contains(index))
                throw new InferenceRequestException($"output '{model.Session.Outputs[index].Name}' is asked for twice");
            outputs.Add(index);
        }
        return outputs.Count == 0 ? model.AllOutputs : [.. outputs];
    }

    private static int ReadEntry(ref Utf8JsonReader json, ServedModel model)
    {
        var index = -1;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isName = json.ValueTextEquals("name"u8);
            json.Read();
            if (!isName)
            {
                json.Skip();
                continue;
            }
            if (json.TokenType != JsonTokenType.String)
                throw new InferenceRequestException("the name of an output must be a string");
            var name = JsonText.Of(ref json);
            if (!model.TryGetOutput(name, out index))
                throw new InferenceRequestException($"the model has no output '{name}'; it has {string.Join(", ", model.Session.Outputs.Select(output => output.Name))}");
        }
        return index >= 0 ? index : throw new InferenceRequestException("name is missing from an entry of outputs");
    }
}
