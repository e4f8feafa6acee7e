using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.Models;

/// <summary>A model that is loaded and answers.</summary>
internal sealed class ServedModel : IDisposable
{
    private readonly Dictionary<string, int> _outputs;

    public ServedModel(string name, string version, ModelCard? card, OnnxSession session)
    {
        Name = name;
        Version = version;
        Card = card;
        Session = session;
        Platform = card?.Platform ?? "onnxruntime_onnx";
        NameJson = JsonEncodedText.Encode(name);
        VersionJson = JsonEncodedText.Encode(version);
        VersionHeader = version;
        Tags = new TagList { { "model_name", name }, { "model_version", version } };
        InputNames = [.. session.Inputs.Select(input => JsonEncodedText.Encode(input.Name))];
        OutputNames = [.. session.Outputs.Select(output => JsonEncodedText.Encode(output.Name))];
        AllOutputs = [.. Enumerable.Range(0, session.Outputs.Count)];
        _outputs = AllOutputs.ToDictionary(index => session.Outputs[index].Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public string Version { get; }

    public ModelCard? Card { get; }

    public string Platform { get; }

    public OnnxSession Session { get; }

    /// <summary>Indices of all outputs: what a request gets that names none.</summary>
    public int[] AllOutputs { get; }

    public JsonEncodedText NameJson { get; }

    public JsonEncodedText VersionJson { get; }

    /// <summary>The value of <c>x-model-version</c>.</summary>
    public StringValues VersionHeader { get; }

    /// <summary>What metrics of this model are tagged with.</summary>
    public TagList Tags { get; }

    public IReadOnlyList<JsonEncodedText> InputNames { get; }

    public IReadOnlyList<JsonEncodedText> OutputNames { get; }

    /// <summary>Finds an output by its name in the graph.</summary>
    public bool TryGetOutput(string name, out int index) => _outputs.TryGetValue(name, out index);

    public void Dispose() => Session.Dispose();
}
