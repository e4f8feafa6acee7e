namespace Aspire.Hosting.Processes;

/// <summary>A program to start.</summary>
/// <param name="FileName">A name on PATH or a path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Absolute path of the directory to run it in.</param>
/// <param name="Environment">Variables on top of <see cref="InheritedEnvironment"/>.</param>
internal sealed record ProcessCommand(
    string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The program's path, looked up in the working directory and on PATH.</summary>
    public string ResolveFile()
    {
        if (FileName.Contains(Path.DirectorySeparatorChar) || FileName.Contains('/'))
        {
            var path = Path.GetFullPath(FileName, WorkingDirectory);
            return File.Exists(path) ? path : throw new DistributedApplicationException($"{path} does not exist.");
        }

        string[] suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => suffixes.Select(suffix => Path.Combine(folder, FileName + suffix))).FirstOrDefault(File.Exists)
            ?? throw new DistributedApplicationException($"'{FileName}' is not on PATH.");
    }
}
