namespace Aspire.Hosting.ApplicationModel;

/// <summary>States of resources.</summary>
public static class KnownResourceStates
{
    /// <summary>Its start is left to the start command.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It is about to run.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs; its health says whether it is ready.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It was told to stop.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It ended by itself.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It could not be started, or what it waits for failed.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The states that a resource leaves only by a command.</summary>
    public static IReadOnlyList<string> TerminalStates { get; } = [Exited, Finished, FailedToStart];

    internal static bool IsTerminal(string? state) => state is not null && TerminalStates.Contains(state);
}
