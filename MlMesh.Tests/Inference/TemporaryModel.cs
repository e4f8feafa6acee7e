using System.Text.Json.Nodes;

namespace MlMesh.Tests.Inference;

/// <summary>A copy of a version of the flight-delay model with another card, in a folder that goes with the test.</summary>
internal sealed class TemporaryModel : IDisposable
{
    private TemporaryModel(string path) => Path = path;

    public string Path { get; }

    public static TemporaryModel Of(string version, Action<JsonObject> change)
    {
        var model = new TemporaryModel(Directory.CreateTempSubdirectory("mlmesh-model-").FullName);
        var source = Repository.PathOf("models", "flight-delay", version);
        File.Copy(System.IO.Path.Combine(source, "model.onnx"), System.IO.Path.Combine(model.Path, "model.onnx"));
        var card = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(source, "model-card.json")))!.AsObject();
        change(card);
        File.WriteAllText(System.IO.Path.Combine(model.Path, "model-card.json"), card.ToJsonString());
        return model;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
