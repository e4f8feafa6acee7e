using Xunit;

namespace MlMesh.Tests;

/// <summary>Tools that a machine may lack: their tests are skipped with the reason, unless <c>MLMESH_REQUIRE_ALL=1</c> says that nothing may be missing.</summary>
internal static class Requires
{
    /// <summary>The full path of a program on PATH.</summary>
    public static string Program(string name, string remedy)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
            .FirstOrDefault(File.Exists);
        return found ?? Missing($"'{name}' is not on PATH. {remedy}");
    }

    private static string Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("MLMESH_REQUIRE_ALL") == "1") throw new InvalidOperationException(reason);
        Assert.Skip(reason);
        return "";
    }
}
