using System.Text.Json;

namespace MlMesh.AppHost;

/// <summary>Knows whether the repository's .NET tools are on this machine, without the second that <c>dotnet tool restore</c> takes to find out.</summary>
internal static class DotnetTools
{
    /// <summary>Whether every tool of the manifest is in the package folder and known to the dotnet command.</summary>
    public static bool AreRestored(string root)
    {
        var home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder ? folder : Path.Combine(home, ".nuget", "packages");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, ".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").EnumerateObject().All(tool =>
            Directory.Exists(Path.Combine(packages, tool.Name, tool.Value.GetProperty("version").GetString()!))
            && File.Exists(Path.Combine(home, ".dotnet", "toolResolverCache", "1", tool.Name)));
    }
}
