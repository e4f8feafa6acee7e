using System.Text.Json;

namespace MlMesh.Inference.Models;

/// <summary>What the server reads of a <c>model-card.json</c>: the rest of it is for people.</summary>
internal sealed record ModelCard
{
    public const string FileName = "model-card.json";

    /// <summary>The model's name.</summary>
    public string? Name { get; init; }

    /// <summary>The model's version.</summary>
    public string? Version { get; init; }

    /// <summary>The Open Inference Protocol's platform, for example <c>onnxruntime_onnx</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>A flight is predicted late when its probability is at least this; 0 to 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Hash of the feature tables that the model was trained with.</summary>
    public string? FeaturesVersion { get; init; }

    /// <summary>The graph's input that takes the features.</summary>
    public string Input { get; init; } = "features";

    /// <summary>The graph's output that holds the probability.</summary>
    public string Output { get; init; } = "probability";

    /// <summary>The features in the order of the input's columns; none for a model that is only served through the Open Inference Protocol.</summary>
    public IReadOnlyList<CardFeature> Features { get; init; } = [];

    /// <summary>Reads the card beside a model.</summary>
    /// <param name="modelFile">The model's .onnx file.</param>
    /// <returns>The card; <see langword="null"/> when the folder has none.</returns>
    /// <exception cref="InvalidDataException">The card is not valid; the message names the file and the field.</exception>
    public static ModelCard? ReadBeside(string modelFile)
    {
        var path = Path.Combine(Path.GetDirectoryName(modelFile)!, FileName);
        if (!File.Exists(path))
            return null;
        ModelCard card;
        try
        {
            card = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelCardJson.Default.ModelCard)
                ?? throw new InvalidDataException($"{path}: the card is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
        if (card.Threshold is not (>= 0 and <= 1))
            throw new InvalidDataException($"{path}: threshold must be between 0 and 1, and is {card.Threshold}.");
        if (card.Features.FirstOrDefault(feature => string.IsNullOrEmpty(feature.Name)) is not null)
            throw new InvalidDataException($"{path}: every entry of features needs a name.");
        return card;
    }
}
