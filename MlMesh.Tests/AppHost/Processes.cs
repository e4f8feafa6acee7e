using System.Diagnostics;
using System.Globalization;

namespace MlMesh.Tests.AppHost;

/// <summary>The machine's processes, as <c>ps</c> of Linux and macOS shows them.</summary>
internal static class Processes
{
    public static bool Exists(int id) => List().ContainsKey(id);

    /// <summary>All processes that a process has started, and those that they have.</summary>
    public static IReadOnlyList<int> DescendantsOf(int id)
    {
        var parents = List();
        var found = new List<int>();
        for (var layer = new[] { id }; layer.Length > 0; found.AddRange(layer))
            layer = [.. parents.Where(process => layer.Contains(process.Value)).Select(process => process.Key)];
        return found;
    }

    /// <summary>Waits until none of the processes exists.</summary>
    public static async Task GoneAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var left = ids.ToHashSet();
        while (true)
        {
            left.IntersectWith(List().Keys);
            if (left.Count == 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>Parents by process; a zombie is gone, but for whoever forgot to ask how it ended.</summary>
    private static Dictionary<int, int> List()
    {
        using var process = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid=,stat="]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => !fields[2].StartsWith('Z'))
            .ToDictionary(fields => int.Parse(fields[0], CultureInfo.InvariantCulture), fields => int.Parse(fields[1], CultureInfo.InvariantCulture));
    }
}
