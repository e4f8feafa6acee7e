using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.Models;

/// <summary>The models that this server serves; all are loaded when it is made.</summary>
internal sealed partial class ModelRepository : IDisposable
{
    /// <summary>The model that <c>/predict</c> asks unless <c>Model:Name</c> says otherwise.</summary>
    public const string DefaultName = "flight-delay";

    private const string ModelFile = "model.onnx";

    private readonly Dictionary<string, List<ServedModel>> _models = new(StringComparer.Ordinal);

    /// <summary>Loads the models.</summary>
    /// <exception cref="InvalidOperationException">There is no model, or one does not load; the message names the file and the setting.</exception>
    public ModelRepository(IOptions<ModelOptions> options, ILogger<ModelRepository> logger)
    {
        try
        {
            foreach (var (name, version, file) in Locate(options.Value))
                Add(Load(name, version, file, options.Value, logger));
        }
        catch
        {
            Dispose();
            throw;
        }
        var primary = options.Value.Name ?? (options.Value.Path is null ? DefaultName : _models.Keys.Single());
        Primary = Find(primary, null);
    }

    /// <summary>The model that <c>/predict</c> asks; <see langword="null"/> when only other models are served.</summary>
    public ServedModel? Primary { get; }

    /// <summary>Every model, by name and then by version, the newest first.</summary>
    public IEnumerable<ServedModel> All => _models.Values.SelectMany(versions => versions);

    /// <summary>Finds a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; <see langword="null"/> for the newest that is loaded.</param>
    public ServedModel? Find(string name, string? version)
    {
        if (!_models.TryGetValue(name, out var versions))
            return null;
        if (version is null)
            return versions[0];
        foreach (var model in versions)
            if (model.Version == version)
                return model;
        return null;
    }

    /// <summary>The loaded versions of a model, the newest first.</summary>
    public bool TryGetVersions(string name, [NotNullWhen(true)] out IReadOnlyList<ServedModel>? versions)
    {
        versions = _models.GetValueOrDefault(name);
        return versions is not null;
    }

    public void Dispose()
    {
        foreach (var model in All)
            model.Dispose();
        _models.Clear();
    }

    private static IEnumerable<(string? Name, string? Version, string File)> Locate(ModelOptions options)
    {
        if (options.Path is { Length: > 0 } given)
        {
            var path = Path.GetFullPath(given);
            yield return (options.Name, options.Version, Directory.Exists(path) ? Path.Combine(path, ModelFile) : path);
            yield break;
        }
        var root = Path.Combine(AppContext.BaseDirectory, options.Root);
        var found = Directory.Exists(root)
            ? Directory.EnumerateFiles(root, ModelFile, SearchOption.AllDirectories)
                .Select(file => (File: file, Parts: Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)))
                .Where(found => found.Parts.Length == 3)
                .Select(found => (Name: found.Parts[0], Version: found.Parts[1], found.File))
                .ToList()
            : [];
        if (found.Count == 0)
            throw new InvalidOperationException($"There is no {{name}}/{{version}}/{ModelFile} under {root}. Set Model:Root to a folder of models, or Model:Path to one model.");
        var primary = options.Name ?? DefaultName;
        var versions = found.Where(model => model.Name == primary).Select(model => model.Version).Order(VersionComparer.NewestFirst).ToList();
        if (versions.Count == 0 && options.Name is not null)
            throw new InvalidOperationException($"Model:Name is '{primary}', but {root} has no such model; it has {string.Join(", ", found.Select(model => model.Name).Distinct().Order(StringComparer.Ordinal))}.");
        if (versions.Count > 0 && options.Version is { } wanted && !versions.Contains(wanted))
            throw new InvalidOperationException($"Model:Version (or MODEL_VERSION) is '{wanted}', but {Path.Combine(root, primary)} has {string.Join(", ", versions)}.");
        // Of the model that /predict asks a server serves one version: the others are other servers, and the mesh splits between them.
        foreach (var model in found.Where(model => model.Name != primary || model.Version == (options.Version ?? versions[0])))
            yield return model;
    }

    private static ServedModel Load(string? name, string? version, string file, ModelOptions options, ILogger logger)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var card = ModelCard.ReadBeside(file);
            var session = OnnxSession.Load(file, new OnnxSessionOptions { IntraOpThreads = options.IntraOpThreads });
            var model = new ServedModel(name ?? card?.Name ?? Path.GetFileNameWithoutExtension(file), version ?? card?.Version ?? "1", card, session);
            var elapsed = Stopwatch.GetElapsedTime(started);
            LogLoaded(logger, model.Name, model.Version, file, elapsed);
            return model;
        }
        catch (Exception e) when (e is OnnxException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The model {file} does not load: {e.Message}", e);
        }
    }

    private void Add(ServedModel model)
    {
        if (!_models.TryGetValue(model.Name, out var versions))
            _models.Add(model.Name, versions = []);
        versions.Add(model);
        versions.Sort((a, b) => VersionComparer.NewestFirst.Compare(a.Version, b.Version));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded model {Model} {Version} from {File} in {Elapsed}")]
    private static partial void LogLoaded(ILogger logger, string model, string version, string file, TimeSpan elapsed);
}
