using System.ComponentModel.DataAnnotations;

namespace MlMesh.Inference.Limits;

/// <summary>What one request may ask of the server; configuration section <c>Limits</c>.</summary>
internal sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>Largest request body in bytes. Default: 4 MiB. A larger one is answered 413.</summary>
    [Range(1, 1L << 30, ErrorMessage = "Limits:MaxBodyBytes must be between 1 and 1073741824.")]
    public long MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>Most rows in one request, which is the first dimension of each input. Default: 1,024. More are answered 413.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Limits:MaxBatch must be at least 1.")]
    public int MaxBatch { get; set; } = 1024;

    /// <summary>Most elements in one input tensor. Default: 1,000,000. More are answered 413.</summary>
    [Range(1, 1 << 28, ErrorMessage = "Limits:MaxTensorElements must be between 1 and 268435456.")]
    public int MaxTensorElements { get; set; } = 1_000_000;

    /// <summary>Longest time for one request, its body's arrival included. Default: 10 s. A slower one is ended and answered 504.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Limits:RequestTimeout must be between 00:00:00.001 and 01:00:00.")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
