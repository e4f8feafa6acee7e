namespace MlMesh.Cli.Verify;

/// <summary>What to verify, and how.</summary>
internal sealed record VerifySettings
{
    /// <summary>The kube context; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the system.</summary>
    public required string Namespace { get; init; }

    /// <summary>Names of the checks to run; empty for all.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>How long a check may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long a check waits for traces and series to arrive.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>How many requests a measured share rests on.</summary>
    public required int Requests { get; init; }

    /// <summary>Token for the ingress; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Image of the probe pods, with curl 7.86 or newer and sleep.</summary>
    public required string ProbeImage { get; init; }
}
