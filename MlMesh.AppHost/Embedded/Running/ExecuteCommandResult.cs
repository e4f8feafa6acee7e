namespace Aspire.Hosting.ApplicationModel;

/// <summary>What became of a command.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it was executed.</summary>
    public bool Success { get; init; }

    /// <summary>Why it was not.</summary>
    public string? Message { get; init; }
}
