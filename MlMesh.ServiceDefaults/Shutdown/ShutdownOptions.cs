using System.ComponentModel.DataAnnotations;

namespace MlMesh.ServiceDefaults.Shutdown;

/// <summary>How a service stops; configuration section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>How long the service goes on accepting requests after readiness turned red, so that load balancers notice. Default: 5 s, in Development 0.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Shutdown:DrainDelay must be between 00:00:00 and 00:10:00.")]
    public TimeSpan DrainDelay { get; set; }

    /// <summary>How long requests in flight may then take to finish before they are cut off. Default: 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Shutdown:Timeout must be between 00:00:00 and 00:10:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
