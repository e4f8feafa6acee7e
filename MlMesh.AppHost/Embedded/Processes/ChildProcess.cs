namespace Aspire.Hosting.Processes;

/// <summary>
/// A process with all its descendants. It dies with the AppHost, however that ends: on Linux and macOS the
/// <see cref="Guardian"/> sees to that, on Windows a job object does.
/// </summary>
internal abstract class ChildProcess : IDisposable
{
    public abstract int Id { get; }

    /// <summary>Completes with the exit code (128 + signal when one ended it) once the process itself is gone.</summary>
    public abstract Task<int> Exited { get; }

    /// <summary>Starts a program whose output, both streams, goes line by line to a callback.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public static ChildProcess Start(ProcessCommand command, Action<string> onLine)
    {
        if (!Directory.Exists(command.WorkingDirectory))
            throw new DistributedApplicationException($"The working directory {command.WorkingDirectory} does not exist.");
        return OperatingSystem.IsWindows() ? new WindowsChildProcess(command, onLine) : new UnixChildProcess(command, onLine);
    }

    /// <summary>Asks it to end (SIGTERM), and kills what is left after the grace period. Completes when all descendants are gone.</summary>
    public abstract Task StopAsync(TimeSpan gracePeriod);

    /// <summary>After the process ended by itself: kills the descendants it left, and waits for the last of the output.</summary>
    public abstract Task SweepAsync();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
