using System.Globalization;
using System.Text.Json;
using MlMesh.Inference.Features;

namespace MlMesh.Inference.Predictions;

/// <summary>Writes a prediction as the answer of <c>/predict</c>.</summary>
internal static class PredictionWriter
{
    public static void Write(Utf8JsonWriter json, PredictionModel model, in Prediction prediction)
    {
        json.WriteStartObject();
        json.WriteString("predictionId"u8, prediction.Id);
        json.WriteString("model"u8, model.Model.NameJson);
        json.WriteString("modelVersion"u8, model.Model.VersionJson);
        json.WriteNumber("probability"u8, prediction.Probability);
        json.WriteBoolean("late"u8, prediction.Late);
        json.WriteNumber("threshold"u8, model.Threshold);
        if (prediction.Features.DegradedReason is { } reason)
        {
            json.WriteBoolean("degraded"u8, true);
            json.WriteString("degradedReason"u8, reason);
        }
        WriteTime(json, "asOf"u8, prediction.Flight.AsOf);
        WriteFeatures(json, model, prediction.Features);
        json.WriteEndObject();
    }

    private static void WriteFeatures(Utf8JsonWriter json, PredictionModel model, FeatureVector features)
    {
        json.WriteStartObject("features"u8);
        for (var i = 0; i < features.Values.Length; i++)
            json.WriteNumber(model.FeatureNames[i], features.Values[i]);
        json.WriteEndObject();
        if (features.Age is { } age)
            json.WriteNumber("featureAgeSeconds"u8, age.TotalSeconds);
        var listed = false;
        for (var i = 0; i < features.Values.Length; i++)
        {
            if (features.Statuses[i] == FeatureStatus.Present)
                continue;
            if (!listed)
                json.WriteStartArray("defaultedFeatures"u8);
            listed = true;
            json.WriteStringValue(model.FeatureNames[i]);
        }
        if (listed)
            json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> member, DateTime time)
    {
        Span<char> text = stackalloc char[32];
        time.TryFormat(text, out var length, time.Second == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        json.WriteString(member, text[..length]);
    }
}
