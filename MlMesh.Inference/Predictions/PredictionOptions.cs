using System.ComponentModel.DataAnnotations;

namespace MlMesh.Inference.Predictions;

/// <summary>How predictions are remembered; configuration section <c>Predictions</c>.</summary>
internal sealed class PredictionOptions
{
    public const string Section = "Predictions";

    /// <summary>How long a prediction is remembered, so that an outcome can be matched to it. Default: 48 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00", ErrorMessage = "Predictions:TimeToLive must be between 00:01:00 and 60.00:00:00.")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Most records that wait for the store at once; further ones are dropped, and counted as dropped. Default: 1,024.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Predictions:MaxWritesInFlight must be between 1 and 1000000.")]
    public int MaxWritesInFlight { get; set; } = 1024;

    /// <summary>What <c>Retry-After</c> says when a prediction is impossible for lack of features. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Predictions:RetryAfter must be between 00:00:01 and 01:00:00.")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}
