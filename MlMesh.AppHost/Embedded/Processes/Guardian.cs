using System.IO.Pipes;
using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Ends the children when the AppHost is gone, even by <c>kill -9</c>: a shell that reads the children's process groups from a
/// pipe of the AppHost, and at the pipe's end, which nothing can prevent, ends the groups that are still listed. One serves all
/// applications of a process.
/// </summary>
internal sealed class Guardian : IDisposable
{
    private const string Script = """
        trap '' HUP INT TERM
        groups=' '
        while read -r change group; do
          case $change in
            +) groups="$groups$group " ;;
            -) groups="${groups%% "$group" *} ${groups#* "$group" }" ;;
          esac
        done
        for group in $groups; do kill -s TERM -- "-$group"; done 2>/dev/null
        for second in 1 2 3 4 5; do
          left=''
          for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && left="$left $group"; done
          [ -z "$left" ] && exit
          sleep 1
        done
        for group in $left; do kill -s KILL -- "-$group"; done 2>/dev/null
        """;

    private static readonly Lazy<Guardian> Instance = new(() => new Guardian());

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.None);
    private readonly Lock _lock = new();

    private Guardian()
    {
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        var environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin" };
        PosixSpawn.Start(["/bin/sh", "-c", Script], environment, "/", _pipe.ClientSafePipeHandle, nowhere, group: 0);
        _pipe.DisposeLocalCopyOfClientHandle();
    }

    public static Guardian Shared => Instance.Value;

    public void Watch(int group) => Write($"+ {group}\n");

    public void Forget(int group) => Write($"- {group}\n");

    /// <summary>Ends the guard, and with it the children.</summary>
    public void Dispose() => _pipe.Dispose();

    private void Write(string line)
    {
        lock (_lock)
            _pipe.Write(Encoding.ASCII.GetBytes(line));
    }
}
