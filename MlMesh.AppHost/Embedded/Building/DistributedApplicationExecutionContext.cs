namespace Aspire.Hosting;

/// <summary>What the AppHost was started for.</summary>
/// <param name="isPublishMode">Whether a manifest is to be written.</param>
public sealed class DistributedApplicationExecutionContext(bool isPublishMode)
{
    /// <summary>The AppHost writes a manifest and starts nothing.</summary>
    public bool IsPublishMode { get; } = isPublishMode;

    /// <summary>The AppHost runs the resources.</summary>
    public bool IsRunMode => !IsPublishMode;

    internal IServiceProvider? Services { get; set; }
}
