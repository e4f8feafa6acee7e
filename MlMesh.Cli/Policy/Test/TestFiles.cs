using MlMesh.Cli.Policy.Input;
using MlMesh.Mesh.PolicyTests;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Finds test files.</summary>
internal static class TestFiles
{
    /// <summary>Reads the files of a path: itself, or every <c>policy-tests.yaml</c> below it; with a policy given, every YAML file that holds tests.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static IEnumerable<PolicyTestFile> Read(string path, bool anyName)
    {
        if (path == "-")
            throw new CommandException("Tests are not read from standard input. Name a folder or a test file; --policy - reads the policy from there.");
        if (File.Exists(path))
            return [PolicyTestFile.Read(PolicyInput.Text(path), path)];
        if (!Directory.Exists(path))
            throw new CommandException($"{path} does not exist. Name a folder or a test file.");
        var files = Find(path, anyName);
        return files.Count > 0
            ? files.Select(file => PolicyTestFile.Read(PolicyInput.Text(file), file))
            : throw new CommandException($"There is no {PolicyTestFile.FileName} in or below {path}. Write one (docs/policy.md), or name a test file.");
    }

    // What cannot be looked into may hold tests; to leave it out would be to pass them.
    private static List<string> Find(string path, bool anyName)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetFileName(file) == PolicyTestFile.FileName || (anyName && Path.GetExtension(file) is ".yaml" or ".yml" && HoldsCases(file)))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {e.Message} Make it readable, or name the folders and test files to run.");
        }
    }

    private static bool HoldsCases(string file)
    {
        try
        {
            return File.ReadLines(file).Any(line => line.StartsWith("testCases:", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file}: {e.Message} Make it readable, or name the test files to run.");
        }
    }
}
