using System.IO.Pipes;

namespace Aspire.Hosting.Processes;

/// <summary>A process group. The terminal's Ctrl-C reaches only the AppHost, which then stops its children in order.</summary>
internal sealed class UnixChildProcess : ChildProcess
{
    /// <summary>The program waits until it is under guard; if the AppHost dies before that, it never begins.</summary>
    private const string Gate = "read -r _ || exit 1; exec \"$@\" </dev/null";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _guard = new();
    private bool _isGone;

    public UnixChildProcess(ProcessCommand command, Action<string> onLine)
    {
        string[] arguments = ["/bin/sh", "-c", Gate, "sh", command.ResolveFile(), .. command.Arguments];
        using var gate = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        Id = PosixSpawn.Start(arguments, InheritedEnvironment.With(command.Environment), command.WorkingDirectory, gate.ClientSafePipeHandle, output.ClientSafePipeHandle);
        output.DisposeLocalCopyOfClientHandle();
        Guardian.Shared.Watch(Id);
        gate.WriteByte((byte)'\n');

        Background(() => _exited.SetResult(Posix.WaitForExit(Id)));
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
            if (!_isGone && _exited.Task.IsCompleted && !Posix.GroupExists(Id))
            {
                _isGone = true;
                Guardian.Shared.Forget(Id);
            }

            return _isGone;
        }
    }

    private void Signal(int signal)
    {
        lock (_guard)
        {
            if (!_isGone)
                Posix.SignalGroup(Id, signal);
        }
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
