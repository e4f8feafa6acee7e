using System.ComponentModel.DataAnnotations;

namespace MlMesh.Inference.Features;

/// <summary>Where features come from; configuration section <c>Features</c>.</summary>
internal sealed class FeatureOptions
{
    public const string Section = "Features";

    /// <summary>Folder of the feature tables: absolute, or relative to the program's own folder. Default: <c>models/flight-delay/features</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Features:Tables must name a folder.")]
    public string Tables { get; set; } = Path.Combine("models", "flight-delay", "features");

    /// <summary>Longest wait for the store's answer before defaults stand in. Default: 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ErrorMessage = "Features:StoreTimeout must be between 00:00:00.001 and 00:01:00.")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often to make sure that the store still holds this server's tables. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Features:VersionCheckInterval must be between 00:00:00 and 1.00:00:00.")]
    public TimeSpan VersionCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that <c>load-features</c> tries to reach the store and to fill it. Default: 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "Features:LoadTimeout must be between 00:00:00.001 and 01:00:00.")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Event time for which online counters are kept, before that of the newest outcome. Default: 2 days; at least the longest window, 1 day.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00", ErrorMessage = "Features:WindowRetention must be between 1.00:00:00 and 365.00:00:00.")]
    public TimeSpan WindowRetention { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Clock time after its last write at which an airport's online counters are dropped altogether. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "2.00:00:00", "3650.00:00:00", ErrorMessage = "Features:WindowExpiry must be between 2.00:00:00 and 3650.00:00:00.")]
    public TimeSpan WindowExpiry { get; set; } = TimeSpan.FromDays(30);
}
