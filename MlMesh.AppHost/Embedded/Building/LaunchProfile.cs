using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>One profile of a project's <c>Properties/launchSettings.json</c>.</summary>
internal sealed record LaunchProfile(IReadOnlyList<Uri> ApplicationUrls, IReadOnlyDictionary<string, string> EnvironmentVariables)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the named profile, or the first that runs the project; null when there is none.</summary>
    public static LaunchProfile? Read(string projectPath, string? profileName)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
        if (!document.RootElement.TryGetProperty("profiles", out var profiles))
            return null;
        if (profileName is not null)
        {
            return profiles.TryGetProperty(profileName, out var named)
                ? Parse(named)
                : throw new DistributedApplicationException($"{file} has no profile '{profileName}'.");
        }

        return profiles.EnumerateObject()
            .Where(profile => profile.Value.TryGetProperty("commandName", out var command) && command.GetString() == "Project")
            .Select(profile => Parse(profile.Value)).FirstOrDefault();
    }

    private static LaunchProfile Parse(JsonElement profile)
    {
        var urls = profile.TryGetProperty("applicationUrl", out var list) ? list.GetString() ?? "" : "";
        var variables = profile.TryGetProperty("environmentVariables", out var map)
            ? map.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString() ?? "")
            : [];
        return new([.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url))], variables);
    }
}
