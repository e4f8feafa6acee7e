using System.Text.Json;
using MlMesh.Inference.Features;
using MlMesh.Inference.Models;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.Predictions;

/// <summary>The model that answers <c>/predict</c>: its graph takes one row of features and gives one probability.</summary>
internal sealed class PredictionModel
{
    private readonly int[] _output;

    /// <summary>Ties a model to its features.</summary>
    /// <exception cref="InvalidOperationException">Card and graph do not fit each other, or a feature is unknown; the message names the field of the card.</exception>
    public PredictionModel(ServedModel model, ModelCard card)
    {
        Model = model;
        Threshold = card.Threshold;
        var inputs = model.Session.Inputs;
        if (inputs is not [{ ElementType: ElementType.Float, Shape: [_, var columns] } only] || only.Name != card.Input || (columns >= 0 && columns != card.Features.Count))
            throw Refuse($"input is '{card.Input}' with {card.Features.Count} features; the graph must have that as its only input, FP32 of shape [-1,{card.Features.Count}]");
        if (!model.TryGetOutput(card.Output, out var output) || model.Session.Outputs[output].ElementType != ElementType.Float)
            throw Refuse($"output is '{card.Output}'; the graph must have an output of that name and type FP32");
        _output = [output];
        try
        {
            Features = FeatureSet.Create(card.Features.Select(feature => new FeatureDefinition(feature.Name, feature.Default)));
        }
        catch (ArgumentException e)
        {
            throw Refuse($"features: {e.Message}");
        }
        FeatureNames = [.. card.Features.Select(feature => JsonEncodedText.Encode(feature.Name))];

        InvalidOperationException Refuse(string reason) => new($"{ModelCard.FileName} of {model.Name} {model.Version}: {reason}.");
    }

    public ServedModel Model { get; }

    public FeatureSet Features { get; }

    public IReadOnlyList<JsonEncodedText> FeatureNames { get; }

    /// <summary>A flight is predicted late when its probability is at least this.</summary>
    public double Threshold { get; }

    /// <summary>Runs the model on one row.</summary>
    /// <param name="features">One value per feature, in the model's order.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The probability that the flight is late, 0 to 1.</returns>
    public float Predict(ReadOnlySpan<float> features, CancellationToken cancellationToken)
    {
        using var call = Model.Session.Rent();
        features.CopyTo(call.CreateInput<float>(0, [1, features.Length]));
        call.Run(_output, cancellationToken);
        return call.OutputData<float>(0, [1])[0];
    }
}
