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
        if (File.Exists(path))
            return [PolicyTestFile.Read(PolicyInput.Text(path), path)];
        if (!Directory.Exists(path))
            throw new CommandException($"{path} does not exist. Name a folder or a test file.");
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) == PolicyTestFile.FileName || (anyName && Path.GetExtension(file) is ".yaml" or ".yml" && HoldsCases(file)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files.Select(file => PolicyTestFile.Read(PolicyInput.Text(file), file))
            : throw new CommandException($"There is no {PolicyTestFile.FileName} in or below {path}. Write one (docs/policy.md), or name a test file.");
    }

    private static bool HoldsCases(string file) => File.ReadLines(file).Any(line => line.StartsWith("testCases:", StringComparison.Ordinal));
}
