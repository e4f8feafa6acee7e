namespace Aspire.Hosting;

/// <summary>How to build a distributed application.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line, a source of configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of the AppHost's assembly; default: the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost project's directory; default: the one its assembly was built from.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether to start no dashboard. Default: false; in tests: true.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether resources' output goes to the AppHost's loggers, instead of straight to the console. Default: false; in tests: true.</summary>
    public bool EnableResourceLogging { get; set; }
}
