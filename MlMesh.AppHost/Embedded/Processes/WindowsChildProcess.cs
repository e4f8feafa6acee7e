using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>A process in the AppHost's job object. Windows has no SIGTERM for a process without console: stopping it is killing it.</summary>
internal sealed class WindowsChildProcess : ChildProcess
{
    private readonly Process _process;
    private readonly Task<int> _exited;

    public WindowsChildProcess(ProcessCommand command, Action<string> onLine)
    {
        var start = new ProcessStartInfo(command.ResolveFile(), command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in InheritedEnvironment.With(command.Environment))
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Forward(line.Data);
        _process.ErrorDataReceived += (_, line) => Forward(line.Data);
        // Children of a member are members, so the AppHost's own membership covers all from their first instruction.
        WindowsJob.JoinSelf();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
        _exited = WaitAsync();

        void Forward(string? line)
        {
            if (line is not null)
                onLine(line);
        }
    }

    public override int Id => _process.Id;

    public override Task<int> Exited => _exited;

    public override async Task StopAsync(TimeSpan gracePeriod)
    {
        if (!_exited.IsCompleted)
            _process.Kill(entireProcessTree: true);
        await _exited;
    }

    public override async Task SweepAsync() => await _exited;

    public override void Dispose()
    {
        _process.Dispose();
        base.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
