using System.Collections;

namespace Aspire.Hosting.Processes;

/// <summary>What children inherit of the AppHost's environment: all but what is meant for the AppHost itself.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] OwnPrefixes = ["ASPNETCORE_", "ASPIRE_", "OTEL_", "DOTNET_DASHBOARD_"];
    private static readonly string[] OwnNames = ["DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "DOTNET_URLS", "HTTP_PORTS", "HTTPS_PORTS", "URLS"];

    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> variables)
    {
        var environment = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!OwnNames.Contains(name) && !OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                environment[name] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }
}
