namespace Aspire.Hosting.ApplicationModel;

/// <summary>Commands of every resource that has a process.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts it.</summary>
    public const string StartCommand = "start";

    /// <summary>Stops it.</summary>
    public const string StopCommand = "stop";

    /// <summary>Stops and starts it.</summary>
    public const string RestartCommand = "restart";
}
