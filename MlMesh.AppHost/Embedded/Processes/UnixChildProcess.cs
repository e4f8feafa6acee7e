using System.ComponentModel;
using System.IO.Pipes;

namespace Aspire.Hosting.Processes;

/// <summary>
/// A process group. The terminal's Ctrl-C reaches only the AppHost, which then stops its children in order. The group begins with an
/// anchor, a shell that does nothing: it is put under guard before the program joins, so that no moment is left in which the AppHost
/// could die and leave the program behind, and it keeps the group's number from being given to anyone else.
/// </summary>
internal sealed class UnixChildProcess : ChildProcess
{
    /// <summary>Ends with the AppHost's end of the pipe.</summary>
    private const string Anchor = "read -r _";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _guard = new();
    private readonly AnonymousPipeServerStream _anchorInput = new(PipeDirection.Out, HandleInheritability.None);
    private readonly int _group;
    private bool _isGone;

    public UnixChildProcess(ProcessCommand command, Action<string> onLine)
    {
        string[] arguments = [command.ResolveFile(), .. command.Arguments];
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite);
        _group = PosixSpawn.Start(["/bin/sh", "-c", Anchor], [], "/", _anchorInput.ClientSafePipeHandle, nowhere, group: 0);
        _anchorInput.DisposeLocalCopyOfClientHandle();
        Guardian.Shared.Watch(_group);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            Id = PosixSpawn.Start(arguments, InheritedEnvironment.With(command.Environment), command.WorkingDirectory, nowhere, output.ClientSafePipeHandle, _group);
        }
        catch (Win32Exception exception)
        {
            output.Dispose();
            Dispose();
            _ = Posix.WaitForExit(_group);
            Guardian.Shared.Forget(_group);
            throw new DistributedApplicationException($"{arguments[0]} cannot be started: {exception.Message}", exception);
        }

        output.DisposeLocalCopyOfClientHandle();
        Background(Reap);
        Background(() => ReadLines(output, onLine));
    }

    public override int Id { get; }

    public override Task<int> Exited => _exited.Task;

    public override async Task StopAsync(TimeSpan gracePeriod)
    {
        Signal(Posix.SigTerm);
        using var grace = new CancellationTokenSource(gracePeriod);
        while (!IsGone() && !grace.IsCancellationRequested)
            await Task.Delay(Poll, CancellationToken.None);
        await EndAsync();
    }

    public override Task SweepAsync() => EndAsync();

    public override void Dispose()
    {
        _anchorInput.Dispose();
        base.Dispose();
    }

    private async Task EndAsync()
    {
        Signal(Posix.SigKill);
        await _exited.Task;
        while (!IsGone())
            await Task.Delay(Poll);
        await Task.WhenAny(_drained.Task, Task.Delay(LastOutput));
    }

    private bool IsGone()
    {
        lock (_guard)
        {
            // Its number may go to someone else once the group is empty: from then on it must not be signalled.
            if (!_isGone && !Posix.GroupExists(_group))
            {
                _isGone = true;
                Guardian.Shared.Forget(_group);
            }

            return _isGone;
        }
    }

    private void Signal(int signal)
    {
        lock (_guard)
        {
            if (!_isGone)
                Posix.SignalGroup(_group, signal);
        }
    }

    private void Reap()
    {
        _exited.SetResult(Posix.WaitForExit(Id));
        _ = Posix.WaitForExit(_group);
    }

    private void ReadLines(AnonymousPipeServerStream output, Action<string> onLine)
    {
        using (var reader = new StreamReader(output))
        {
            while (reader.ReadLine() is { } line)
                onLine(line);
        }

        _drained.SetResult();
    }

    private static void Background(Action action) => new Thread(() => action(), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
}
