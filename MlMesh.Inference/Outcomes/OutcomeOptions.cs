using System.ComponentModel.DataAnnotations;

namespace MlMesh.Inference.Outcomes;

/// <summary>How outcomes are recorded; configuration section <c>Outcomes</c>.</summary>
internal sealed class OutcomeOptions
{
    public const string Section = "Outcomes";

    /// <summary>How long an outcome is known as counted, so that its repetition counts nothing. Default: 48 h; at least as long as predictions are remembered.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00", ErrorMessage = "Outcomes:TimeToLive must be between 00:01:00 and 60.00:00:00.")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Longest wait for the store in one step. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Outcomes:StoreTimeout must be between 00:00:00.010 and 00:01:00.")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a report waits for the record of its prediction, whose answer did not wait for it, before it is of an unknown prediction. Default: 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Outcomes:RecordPatience must be between 00:00:00 and 00:01:00.")]
    public TimeSpan RecordPatience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What <c>Retry-After</c> says while the store is away. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Outcomes:RetryAfter must be between 00:00:01 and 01:00:00.")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}
