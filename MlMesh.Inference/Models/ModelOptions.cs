using System.ComponentModel.DataAnnotations;

namespace MlMesh.Inference.Models;

/// <summary>Which models the server serves; configuration section <c>Model</c>.</summary>
internal sealed class ModelOptions
{
    public const string Section = "Model";

    /// <summary>
    /// An .onnx file, or a folder with a <c>model.onnx</c>, to serve instead of <see cref="Root"/>: absolute, or relative to the working directory. Default: none.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>Folder of models, <c>{name}/{version}/model.onnx</c>: absolute, or relative to the program's own folder. Default: <c>models</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Model:Root must name a folder.")]
    public string Root { get; set; } = "models";

    /// <summary>The model that answers <c>/predict</c>. Default: <c>flight-delay</c>, or with <see cref="Path"/> the name in its card.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The version of <see cref="Name"/> to serve; the environment variable <c>MODEL_VERSION</c> sets it too. Default: the newest in <see cref="Root"/>,
    /// or with <see cref="Path"/> the version in its card, or <c>1</c>.
    /// </summary>
    public string? Version { get; set; }

    /// <summary>Threads that share the work of one operator. Default: 1, right for small models under many concurrent requests.</summary>
    [Range(1, 256, ErrorMessage = "Model:IntraOpThreads must be between 1 and 256.")]
    public int IntraOpThreads { get; set; } = 1;
}
